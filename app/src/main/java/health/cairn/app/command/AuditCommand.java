package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.desk.AuditLine;
import health.cairn.app.wiring.Desk;
import health.cairn.ledger.AnchorState;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "audit",
    description =
        "Who saw or changed a patient's data, when, why and on what grounds, newest first. Exit 5 where an"
            + " entry is not what was recorded.")
final class AuditCommand extends HomeCommand {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
          .withZone(ZoneId.systemDefault());

  @Parameters(paramLabel = "PATIENT", description = "Record number or key (`cairn patients`).")
  String patient = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most this many (default: ${DEFAULT-VALUE}).",
      defaultValue = "10000")
  int limit = 10_000;

  AuditCommand(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException {
    List<AuditLine> lines = desk.audit(patientKey(desk, patient), Math.max(1, limit));
    if (json()) {
      console().printJson(lines);
    } else {
      lines.forEach(line -> console().print(text(line)));
    }
    return lines.stream().anyMatch(line -> line.state() == AnchorState.REJECTED)
        ? CairnException.Kind.INTEGRITY.exitCode()
        : 0;
  }

  private static String text(AuditLine line) {
    return "%-19s  %-12s %-17s %s (%s; entry %d, %s)"
        .formatted(
            line.time().equals(Instant.EPOCH) ? "" : WHEN.format(line.time()),
            line.actor(),
            line.event(),
            line.recordId(),
            line.purpose(),
            line.entry(),
            proof(line.state()));
  }

  /// What is only submitted is never called anchored.
  private static String proof(AnchorState state) {
    return switch (state) {
      case VERIFIED -> "anchored";
      case REJECTED -> "NOT VERIFIED";
      case PREPARED, SUBMITTED, INCLUDED -> "not yet anchored";
    };
  }
}
