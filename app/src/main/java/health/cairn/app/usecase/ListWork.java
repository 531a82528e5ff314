package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.access.AccessDecision;
import health.cairn.app.access.Action;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.FindingView.Status;
import health.cairn.app.desk.PatientHeader;
import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.WorklistRow.ReadingState;
import health.cairn.app.desk.WorklistRow.StudyRow;
import health.cairn.app.store.Database;
import health.cairn.app.store.FhirPatients;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.PatientIndex;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.fhir.FhirException;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.Study;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Every patient and study of the home, for the work list: of what would be refused to whoever
/// asks, nothing but the name.
public final class ListWork {
  private final Database database;
  private final ObjectStore objects;
  private final Gate gate;

  public ListWork(Database database, ObjectStore objects, Gate gate) {
    this.database = database;
    this.objects = objects;
    this.gate = gate;
  }

  public List<WorklistRow> run() throws CairnException {
    gate.requireNames();
    Gate.Answers answers = gate.answers();
    return database.read(connection -> rows(connection, answers));
  }

  private List<WorklistRow> rows(Connection connection, Gate.Answers answers)
      throws SQLException, CairnException {
    List<PatientHeader> all = new PatientIndex(connection).all();
    Map<String, PatientHeader> patients = new HashMap<>();
    for (PatientHeader patient : all) {
      patients.put(patient.patientKey(), patient);
    }
    Map<String, Integer> records = new FhirPatients(connection).recordCounts();
    List<WorklistRow> rows = new ArrayList<>();
    List<WorklistRow> closed =
        new ArrayList<>(); // among the others their place would tell the date
    Set<String> withImages = new HashSet<>();
    for (Map.Entry<Study, String> entry :
        new StudyCatalogue(connection, objects).studies().entrySet()) {
      PatientHeader patient = patients.get(entry.getValue());
      if (patient != null) {
        Optional<StudyRow> study = row(connection, entry.getKey(), patient, answers);
        if (study.isPresent()) {
          withImages.add(patient.patientKey());
          WorklistRow row = new WorklistRow(patient, study, records(records, patient, answers));
          (row.closed() ? closed : rows).add(row);
        }
      }
    }
    rows.addAll(closed);
    for (PatientHeader patient : all) {
      if (!withImages.contains(patient.patientKey())) {
        rows.add(new WorklistRow(patient, Optional.empty(), records(records, patient, answers)));
      }
    }
    return rows;
  }

  private static Optional<Integer> records(
      Map<String, Integer> records, PatientHeader patient, Gate.Answers answers) {
    return answers.to(Action.READ_RECORD, patient.patientKey()) instanceof AccessDecision.Permit
        ? Optional.of(records.getOrDefault(patient.patientKey(), 0))
        : Optional.empty();
  }

  private static Optional<StudyRow> row(
      Connection connection, Study study, PatientHeader patient, Gate.Answers answers)
      throws SQLException, CairnException {
    return switch (answers.to(Action.LOOK_AT_IMAGES, patient.patientKey())) {
      case AccessDecision.Permit permit -> Optional.of(row(connection, study));
      case AccessDecision.Deny denial when denial.breakGlass() ->
          Optional.of(StudyRow.closed(study.studyInstanceUid()));
      case AccessDecision.Deny denial -> Optional.empty();
    };
  }

  private static StudyRow row(Connection connection, Study study)
      throws SQLException, CairnException {
    List<SequenceRole> roles =
        study.series().stream()
            .map(Series::role)
            .filter(role -> role != SequenceRole.OTHER)
            .distinct()
            .sorted()
            .toList();
    return new StudyRow(
        study.studyInstanceUid(),
        study.description(),
        study.when(),
        roles,
        study.series().stream().mapToInt(s -> s.instances().size()).sum(),
        state(connection, study.studyInstanceUid()));
  }

  private static ReadingState state(Connection connection, String studyInstanceUid)
      throws SQLException, CairnException {
    try {
      List<FindingView> findings = Findings.views(connection, studyInstanceUid);
      if (findings.isEmpty()) {
        return ReadingState.NEW;
      }
      return findings.stream().anyMatch(f -> f.status() == Status.PROPOSED)
          ? ReadingState.PROPOSED
          : ReadingState.REVIEWED;
    } catch (FhirException e) {
      throw Failures.of(e);
    }
  }
}
