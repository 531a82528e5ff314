package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.desk.PatientHeader;
import health.cairn.app.store.PatientErasure.Held;
import health.cairn.app.usecase.ErasePatient.Erased;
import health.cairn.app.wiring.Desk;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "erase",
    description =
        "Take everything about a patient out of this home for good. Without --confirm it only says what there is."
            + " Backups and files that were exported are not reached.")
final class EraseCommand extends HomeCommand {
  @Parameters(paramLabel = "PATIENT", description = "Record number or key (`cairn patients`).")
  String patient = "";

  @Option(
      names = "--reason",
      required = true,
      paramLabel = "TEXT",
      description = "Why, for the journal, without a word on whom.")
  String reason = "";

  @Option(
      names = "--confirm",
      paramLabel = "NUMBER",
      description = "The patient's record number once more: nothing brings back what is erased.")
  String confirmed = "";

  EraseCommand(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException {
    String key = patientKey(desk, patient);
    PatientHeader header =
        desk.worklist().stream()
            .map(row -> row.patient())
            .filter(p -> p.patientKey().equals(key))
            .findFirst()
            .orElseThrow();
    String number = header.patientId().isEmpty() ? key : header.patientId();
    if (confirmed.isEmpty()) {
      print(report(desk.held(key), 0, false));
      console()
          .note(
              "Nothing was erased yet: run it again with --confirm and the patient's record number. Nothing brings it back.");
      return 0;
    }
    if (!confirmed.equals(number)) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "Nothing was erased: what --confirm says is not this patient's record number.");
    }
    Erased erased = desk.erase(key, reason);
    print(report(erased.held(), erased.entries(), true));
    return 0;
  }

  private static Map<String, Object> report(Held held, int entries, boolean erased) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("erased", erased);
    report.put("studies", held.studies());
    report.put("images", held.images());
    report.put("records", held.records());
    report.put("findings", held.findings());
    if (erased) {
      report.put("entries", entries);
    }
    return report;
  }
}
