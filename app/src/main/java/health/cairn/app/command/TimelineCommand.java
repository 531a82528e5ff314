package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.desk.PatientHistory;
import health.cairn.app.wiring.Desk;
import health.cairn.fhir.timeline.TimelineEvent;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "timeline", description = "A patient's history, oldest first.")
final class TimelineCommand extends HomeCommand {

  @Parameters(paramLabel = "PATIENT", description = "Record number or key (`cairn patients`).")
  String patient = "";

  @Option(names = "--from", paramLabel = "DATE", description = "First day, as 2026-11-22.")
  @Nullable LocalDate from;

  @Option(names = "--to", paramLabel = "DATE", description = "Last day, as 2026-11-22.")
  @Nullable LocalDate to;

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description = "Only this kind, may be repeated: ${COMPLETION-CANDIDATES}.")
  List<TimelineEvent.Kind> kinds = List.of();

  @Option(
      names = "--break-glass",
      paramLabel = "REASON",
      description =
          "Open it in an emergency although consent or policy say no. Recorded, and shown to the patient.")
  @Nullable String emergency;

  TimelineCommand(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException {
    String key = patientKey(desk, patient);
    if (emergency != null) {
      desk.breakGlass(key, emergency);
    }
    PatientHistory history = desk.history(key);
    List<TimelineEvent> events = history.timeline().events().stream().filter(this::wanted).toList();
    if (json()) {
      console().printJson(events);
      return 0;
    }
    for (TimelineEvent event : events) {
      console()
          .print(
              "%-16s  %-12s %s%s"
                  .formatted(
                      event.startText(ZoneId.systemDefault()),
                      event.kind(),
                      event.title(),
                      event
                          .measure()
                          .map(m -> "  " + number(m.value()) + " " + m.unit())
                          .orElse(event.detail().isEmpty() ? "" : "  (" + event.detail() + ")")));
    }
    return 0;
  }

  private boolean wanted(TimelineEvent event) {
    LocalDate day = event.startDay(ZoneId.systemDefault());
    return (from == null || !day.isBefore(from))
        && (to == null || !day.isAfter(to))
        && (kinds.isEmpty() || kinds.contains(event.kind()));
  }

  private static String number(double value) {
    return value == Math.rint(value) ? "%.0f".formatted(value) : "%.2f".formatted(value);
  }
}
