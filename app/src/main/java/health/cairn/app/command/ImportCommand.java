package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.desk.ImportSummary;
import health.cairn.app.wiring.Desk;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "import",
    description =
        "Take DICOM and FHIR files into the home. What is bad is named; the rest is taken.")
final class ImportCommand extends HomeCommand {

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Files and folders: DICOM, DICOMDIR, FHIR R4 as JSON or NDJSON, ZIPs of these.")
  List<Path> paths = List.of();

  ImportCommand(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException {
    ImportSummary summary = desk.importFrom(paths, console().progress());
    if (json()) {
      console().printJson(summary);
    } else {
      console()
          .print(
              "%d read: %d stored, %d merged, %d refused"
                  .formatted(
                      summary.read(),
                      summary.stored(),
                      summary.merged(),
                      summary.refused().size()));
    }
    console().notes(summary.notes());
    console().refusals(summary.refused());
    if (summary.refused().isEmpty()) {
      return 0;
    }
    boolean nothingTaken = summary.stored() + summary.merged() == 0;
    return nothingTaken ? CairnException.Kind.REFUSED.exitCode() : PARTLY_DONE;
  }
}
