package health.cairn.sample;

import health.cairn.fhir.author.Draft.SeriesDraft;
import health.cairn.fhir.author.HistoryAuthor;
import health.cairn.fhir.author.PatientDraft;
import health.cairn.sample.history.History;
import health.cairn.sample.history.PresentStudy;
import health.cairn.sample.phantom.Examination;
import java.util.List;

/// Writes the record, tied to the images by Patient ID and Study Instance UID.
final class FhirExport {
  private FhirExport() {}

  static String bundle(Examination examination, SampleIdentity identity) {
    PatientDraft patient =
        new PatientDraft(
            SampleIdentity.FHIR_ID,
            SampleIdentity.PATIENT_ID,
            SampleIdentity.FAMILY_NAME,
            List.of(SampleIdentity.GIVEN_NAME),
            SampleIdentity.BIRTH_DATE,
            PatientDraft.Sex.FEMALE);
    List<SeriesDraft> series =
        examination.series().stream().map(acquired -> series(acquired, identity)).toList();
    PresentStudy present =
        new PresentStudy(
            identity.studyUid(), SampleIdentity.SCANNED, SampleIdentity.STUDY_DESCRIPTION, series);
    return HistoryAuthor.bundle(patient, History.of(identity.seed(), present));
  }

  private static SeriesDraft series(Examination.Acquired acquired, SampleIdentity identity) {
    return new SeriesDraft(
        identity.seriesUid(acquired.sequence().role()),
        acquired.sequence().number(),
        acquired.sequence().description(),
        acquired.volume().grid().slices());
  }
}
