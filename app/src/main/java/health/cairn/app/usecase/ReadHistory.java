package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.access.Action;
import health.cairn.app.desk.PatientHeader;
import health.cairn.app.desk.PatientHistory;
import health.cairn.app.store.Database;
import health.cairn.app.store.FhirPatients;
import health.cairn.app.store.H2RecordStore;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.PatientIndex;
import health.cairn.app.store.Session;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.timeline.Timeline;
import health.cairn.fhir.timeline.TimelineEvent;
import health.cairn.imaging.dicom.Study;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A patient's whole history. Leaves an access entry.
public final class ReadHistory {
  private final Database database;
  private final ObjectStore objects;
  private final Gate gate;

  public ReadHistory(Database database, ObjectStore objects, Gate gate) {
    this.database = database;
    this.objects = objects;
    this.gate = gate;
  }

  public PatientHistory run(String patientKey) throws CairnException {
    boolean known = database.read(c -> new PatientIndex(c).byKey(patientKey)).isPresent();
    if (known) {
      gate.access(Action.READ_RECORD, "opened the timeline", "Patient/" + patientKey, patientKey);
    }
    PatientHistory history =
        database.read(
            connection -> {
              PatientHeader patient =
                  new PatientIndex(connection)
                      .byKey(patientKey)
                      .orElseThrow(
                          () ->
                              new CairnException(
                                  CairnException.Kind.REFUSED, "There is no such patient here."));
              H2RecordStore records = new H2RecordStore(Session.within(connection));
              List<TimelineEvent> events = new ArrayList<>();
              try {
                for (String reference : new FhirPatients(connection).referencesOf(patientKey)) {
                  events.addAll(records.events(reference));
                }
              } catch (FhirException e) {
                throw Failures.of(e);
              }
              if (events.stream().noneMatch(e -> e.kind() == TimelineEvent.Kind.IMAGING)) {
                events.addAll(studies(connection, patientKey));
              }
              return new PatientHistory(patient, Timeline.of(events));
            });
    return history;
  }

  /// The examinations of a patient whose record tells of none: they are known from the images alone.
  private List<TimelineEvent> studies(Connection connection, String patientKey)
      throws SQLException {
    List<TimelineEvent> events = new ArrayList<>();
    for (Map.Entry<Study, String> entry :
        new StudyCatalogue(connection, objects).studies().entrySet()) {
      Study study = entry.getKey();
      if (entry.getValue().equals(patientKey) && study.when().isPresent()) {
        events.add(
            new TimelineEvent(
                "Study/" + study.studyInstanceUid(),
                TimelineEvent.Kind.IMAGING,
                study.when().get().atZone(ZoneId.systemDefault()).toInstant(),
                Optional.empty(),
                false,
                study.description().isEmpty() ? "Examination" : study.description(),
                "",
                Optional.empty()));
      }
    }
    return events;
  }
}
