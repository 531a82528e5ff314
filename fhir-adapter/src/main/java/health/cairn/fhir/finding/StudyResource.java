package health.cairn.fhir.finding;

import static health.cairn.fhir.r4.R4Types.coding;
import static health.cairn.fhir.r4.R4Types.hl7;

import health.cairn.fhir.codec.Sha256;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Reference;

/// The ImagingStudy that stands for the DICOM study. Its id follows from the study's UID.
final class StudyResource {
  private StudyResource() {}

  static ImagingStudy of(SourceStudy source, String patientReference) {
    ImagingStudy study = new ImagingStudy();
    study.setId(id(source));
    study.addIdentifier(identifier(source));
    if (!source.accession().isEmpty()) {
      study.addIdentifier().setType(hl7("v2-0203", "ACSN")).setValue(source.accession());
    }
    study.setStatus(ImagingStudy.ImagingStudyStatus.AVAILABLE);
    study.setSubject(new Reference(patientReference));
    source.started().ifPresent(at -> study.setStartedElement(new DateTimeType(at.toString())));
    if (!source.description().isEmpty()) {
      study.setDescription(source.description());
    }
    int instances = 0;
    for (SourceStudy.SourceSeries one : source.series()) {
      ImagingStudy.ImagingStudySeriesComponent series = study.addSeries();
      series.setUid(one.seriesInstanceUid());
      series.setNumber(one.number());
      series.setModality(modality(one.modality()));
      series.setBodySite(coding(FindingCodes.HEAD));
      series.setNumberOfInstances(one.instances());
      if (!one.description().isEmpty()) {
        series.setDescription(one.description());
      }
      instances += one.instances();
    }
    source.series().stream()
        .map(SourceStudy.SourceSeries::modality)
        .distinct()
        .forEach(code -> study.addModality(modality(code)));
    study.setNumberOfSeries(source.series().size()).setNumberOfInstances(instances);
    return study;
  }

  /// Carries the study's UID, so that a finding alone says what it was made from.
  static Reference reference(SourceStudy source) {
    return new Reference(source.existingReference().orElse("ImagingStudy/" + id(source)))
        .setIdentifier(identifier(source));
  }

  private static Identifier identifier(SourceStudy source) {
    return new Identifier()
        .setSystem(FindingCodes.DICOM_UID)
        .setValue("urn:oid:" + source.studyInstanceUid());
  }

  private static Coding modality(String code) {
    return new Coding().setSystem("http://dicom.nema.org/resources/ontology/DCM").setCode(code);
  }

  private static String id(SourceStudy source) {
    return Sha256.hex("study\n" + source.studyInstanceUid()).substring(0, 32);
  }
}
