package health.cairn.ledger.monitor;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is watched, one check each.
public enum Watch {
  JOURNAL("Journal"),
  RECORDS("Records"),
  ACCESSES("Accesses"),
  ANCHORS("Anchors"),
  SENDERS("Senders on the chain"),
  SAID_ACCESSES("Accesses on the chain"),
  SAID_DECISIONS("Patients' decisions on the chain"),
  VALIDATORS("Validators"),
  VIEWS("Other institutions' checkpoints");

  private final String title;

  Watch(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /// How one check stands.
  ///
  /// @param watch which
  /// @param done when it last ran to its end, whatever it found; null if never
  /// @param note why it did not run to its end the last time, or what it covered; in a few words
  /// @param alarms what it found when it last ran, or why it could not
  public record State(Watch watch, @Nullable Instant done, String note, List<Alarm> alarms) {
    public State {
      alarms = List.copyOf(alarms);
    }

    /// Ran to its end.
    public static State done(Watch watch, Instant at, String note, List<Alarm> alarms) {
      return new State(watch, at, note, alarms);
    }

    /// The same check, not carried out this time: what it found before still stands.
    ///
    /// @param instead why not, as an alarm, or null where nothing is wrong with that
    public State notDone(String why, @Nullable Alarm instead) {
      List<Alarm> all =
          instead == null || alarms.stream().anyMatch(instead::sameMatter)
              ? alarms
              : java.util.stream.Stream.concat(alarms.stream(), java.util.stream.Stream.of(instead))
                  .toList();
      return new State(watch, done, why, all);
    }

    /// A check that never ran.
    public static State never(Watch watch) {
      return new State(watch, null, "not checked yet", List.of());
    }

    /// When it last ran to its end.
    public Instant requireDone() {
      return requireNonNull(done);
    }
  }
}
