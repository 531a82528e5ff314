package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.desk.PatientHeader;
import health.cairn.app.desk.PatientHistory;
import health.cairn.app.store.Database;
import health.cairn.app.store.FhirPatients;
import health.cairn.app.store.H2RecordStore;
import health.cairn.app.store.PatientIndex;
import health.cairn.app.store.Session;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.timeline.Timeline;
import health.cairn.fhir.timeline.TimelineEvent;
import java.util.ArrayList;
import java.util.List;

/// A patient's whole history. Leaves an access entry.
public final class ReadHistory {
  private final Database database;
  private final DeskJournal journal;

  public ReadHistory(Database database, DeskJournal journal) {
    this.database = database;
    this.journal = journal;
  }

  public PatientHistory run(String patientKey) throws CairnException {
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
              return new PatientHistory(patient, Timeline.of(events));
            });
    journal.access("opened the timeline", "Patient/" + patientKey, patientKey);
    return history;
  }
}
