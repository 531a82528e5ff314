package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.store.H2RecordStore;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.Session;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.app.store.StudyCatalogue.StoredInstance;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.finding.SourceStudy;
import health.cairn.fhir.record.StoredRecord;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.Study;
import health.cairn.ledger.merkle.Hash;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/// The study that a finding is about, as its records name it: with the digests of its series.
final class FindingSources {
  private final ObjectStore objects;

  FindingSources(ObjectStore objects) {
    this.objects = objects;
  }

  /// @param analysed UID of the series that the finding was made from
  SourceStudy study(Connection connection, Study study, String patientReference, String analysed)
      throws SQLException, CairnException {
    List<StoredInstance> instances =
        new StudyCatalogue(connection, objects).instances(study.studyInstanceUid());
    List<SourceStudy.SourceSeries> series =
        study.series().stream()
            .map(
                s ->
                    new SourceStudy.SourceSeries(
                        s.seriesInstanceUid(),
                        s.number(),
                        s.modality(),
                        s.description(),
                        s.instances().size(),
                        digest(s, instances),
                        s.seriesInstanceUid().equals(analysed)))
            .toList();
    return new SourceStudy(
        study.studyInstanceUid(),
        imagingStudy(connection, patientReference, study.studyInstanceUid()),
        study.when().map(w -> w.atZone(ZoneId.systemDefault()).toInstant()),
        study.description(),
        study.accessionNumber(),
        series);
  }

  /// SHA-256 over the SHA-256 of each instance, in the order of their UIDs.
  private static String digest(Series series, List<StoredInstance> instances) {
    StringBuilder all = new StringBuilder();
    instances.stream()
        .filter(i -> i.seriesInstanceUid().equals(series.seriesInstanceUid()))
        .sorted(java.util.Comparator.comparing(StoredInstance::sopInstanceUid))
        .forEach(i -> all.append(i.sha256()));
    return Hash.sha256(all.toString()).hex();
  }

  private static Optional<String> imagingStudy(
      Connection connection, String patientReference, String studyInstanceUid)
      throws CairnException {
    try {
      return new H2RecordStore(Session.within(connection))
          .ofPatient(patientReference).stream()
              .map(StoredRecord::record)
              .filter(r -> r.type().equals("ImagingStudy"))
              .filter(r -> r.json().contains("\"urn:oid:" + studyInstanceUid + "\""))
              .map(FhirRecord::reference)
              .findFirst();
    } catch (FhirException e) {
      throw Failures.of(e);
    }
  }
}
