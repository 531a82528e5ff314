package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
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

/// Every patient and study of the home, for the work list.
public final class ListWork {
  private final Database database;
  private final ObjectStore objects;

  public ListWork(Database database, ObjectStore objects) {
    this.database = database;
    this.objects = objects;
  }

  public List<WorklistRow> run() throws CairnException {
    return database.read(this::rows);
  }

  private List<WorklistRow> rows(Connection connection) throws SQLException, CairnException {
    Map<String, PatientHeader> patients = new HashMap<>();
    for (PatientHeader patient : new PatientIndex(connection).all()) {
      patients.put(patient.patientKey(), patient);
    }
    Map<String, Integer> records = new FhirPatients(connection).recordCounts();
    List<WorklistRow> rows = new ArrayList<>();
    Set<String> withImages = new HashSet<>();
    for (Map.Entry<Study, String> entry :
        new StudyCatalogue(connection, objects).studies().entrySet()) {
      PatientHeader patient = patients.get(entry.getValue());
      if (patient != null) {
        withImages.add(patient.patientKey());
        rows.add(
            new WorklistRow(
                patient,
                Optional.of(row(connection, entry.getKey())),
                records.getOrDefault(patient.patientKey(), 0)));
      }
    }
    for (PatientHeader patient : new PatientIndex(connection).all()) {
      if (!withImages.contains(patient.patientKey())) {
        rows.add(
            new WorklistRow(
                patient, Optional.empty(), records.getOrDefault(patient.patientKey(), 0)));
      }
    }
    return rows;
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
