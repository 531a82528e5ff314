package health.cairn.ui.fake;

import health.cairn.app.desk.MonitorReport;
import health.cairn.ledger.monitor.Alarm;
import health.cairn.ledger.monitor.Watch;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/// What a monitor could have found.
public final class SyntheticReport {
  public static final Instant AT = Instant.parse("2026-11-22T14:03:00Z");

  private SyntheticReport() {}

  /// A home in which all is well.
  public static MonitorReport calm() {
    return with(List.of());
  }

  /// A home in which somebody changed a record, somebody looked who was not to, and the chain is gone.
  public static MonitorReport troubled() {
    return with(
        List.of(
            new Alarm(
                Alarm.Kind.CHAIN_UNREACHABLE,
                "node1.example:8545",
                AT.minusSeconds(7_200),
                "The chain cannot be reached: node1.example:8545 does not answer."),
            new Alarm(
                Alarm.Kind.RECORD_CHANGED,
                "entry 812",
                AT.minusSeconds(60),
                "A record (Observation) is not what was recorded; entry 812 has what it was."),
            new Alarm(
                Alarm.Kind.BREAK_GLASS,
                "entry 901",
                AT.minusSeconds(90_000),
                "dr.lee opened a patient's data in an emergency (entry 901)."),
            new Alarm(
                Alarm.Kind.ACCESS_WITHOUT_GRANT,
                "entry 1007",
                AT.minusSeconds(40_000),
                "dr.kim opened a patient's data after the patient said no, without an emergency (entry"
                    + " 1007).")));
  }

  private static MonitorReport with(List<Alarm> alarms) {
    List<Watch.State> states =
        Arrays.stream(Watch.values())
            .map(
                watch ->
                    Watch.State.done(
                        watch, AT, "1,204 of 1,204", watch == Watch.JOURNAL ? alarms : List.of()))
            .toList();
    return new MonitorReport(AT, AT, states);
  }
}
