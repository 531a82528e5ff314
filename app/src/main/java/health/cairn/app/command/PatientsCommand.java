package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.desk.WorklistRow;
import health.cairn.app.wiring.Desk;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "patients", description = "Every patient and study in the home.")
final class PatientsCommand extends HomeCommand {

  PatientsCommand(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException {
    List<WorklistRow> rows = desk.worklist();
    if (json()) {
      console().printJson(rows);
      return 0;
    }
    if (rows.isEmpty()) {
      console().print("No patients yet. `cairn import PATH...` takes in DICOM and FHIR files.");
    }
    for (WorklistRow row : rows) {
      console()
          .print(
              "%-16s %-28s %-10s %s"
                  .formatted(
                      row.patient().patientId(),
                      row.patient().name(),
                      row.patient().birthDate().map(Object::toString).orElse(""),
                      row.closed() ? "closed" : content(row)));
    }
    return 0;
  }

  private static String content(WorklistRow row) {
    return row.study()
        .map(
            s ->
                "%s, %s, %d images, %s"
                    .formatted(
                        s.when().map(w -> w.toLocalDate().toString()).orElse("no date"),
                        s.description(),
                        s.instances(),
                        s.state()))
        .orElse(row.records().orElse(0) + " records");
  }
}
