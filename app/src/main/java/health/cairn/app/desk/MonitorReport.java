package health.cairn.app.desk;

import health.cairn.ledger.monitor.Alarm;
import health.cairn.ledger.monitor.Alarm.Severity;
import health.cairn.ledger.monitor.Watch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the monitor last found in journal, store and chain. Without patient data.
///
/// @param at when it last looked at anything
/// @param full when it last read the whole journal and every record to the end; null if never
/// @param states one for each [Watch], in its order
public record MonitorReport(Instant at, @Nullable Instant full, List<Watch.State> states) {
  public MonitorReport {
    states = List.copyOf(states);
  }

  /// Every matter once: what concerns integrity first, then what is outside, then what a person should read;
  /// within that the newest first.
  public List<Alarm> alarms() {
    List<Alarm> all = new ArrayList<>();
    for (Watch.State state : states) {
      for (Alarm alarm : state.alarms()) {
        if (all.stream().noneMatch(alarm::sameMatter)) {
          all.add(alarm);
        }
      }
    }
    all.sort(
        Comparator.comparing(Alarm::severity)
            .thenComparing(Comparator.comparing(Alarm::since).reversed()));
    return List.copyOf(all);
  }

  public long count(Severity severity) {
    return alarms().stream().filter(alarm -> alarm.severity() == severity).count();
  }

  /// Whether nothing is amiss: what a person should read by and by does not count.
  public boolean calm() {
    return count(Severity.INTEGRITY) == 0 && count(Severity.OUTSIDE) == 0;
  }

  /// For the status line, where something does not agree; a few words.
  public Optional<String> brief() {
    long amiss = count(Severity.INTEGRITY);
    return amiss == 0
        ? Optional.empty()
        : Optional.of(amiss == 1 ? "1 integrity alarm" : amiss + " integrity alarms");
  }
}
