package health.cairn.fhir.finding;

import static health.cairn.fhir.r4.R4Types.coding;
import static health.cairn.fhir.r4.R4Types.concept;
import static health.cairn.fhir.r4.R4Types.hl7;
import static health.cairn.fhir.r4.R4Types.quantity;

import health.cairn.fhir.codec.FhirRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;

/// Writes what a person found by themselves: no model had a part in it, so it is Accepted from the beginning.
public final class OwnFindingWriter {
  private OwnFindingWriter() {}

  /// ImagingStudy (unless the record has it), an Observation, a DiagnosticReport and a Provenance, all final.
  ///
  /// The id of the ImagingStudy follows from the study; `ids` is asked for "volume-1", "report" and "provenance".
  public static FindingWriter.Written write(OwnFinding own, RecordIds ids) {
    List<FhirRecord> records = new ArrayList<>();
    Optional<String> patient = Optional.of(own.patientReference());
    if (own.study().existingReference().isEmpty()) {
      records.add(
          FindingWriter.record(StudyResource.of(own.study(), own.patientReference()), patient));
    }
    Reference study = StudyResource.reference(own.study());
    Observation finding = observation(own, study);
    finding.setId(ids.idFor("volume-1"));
    String reference = "Observation/" + finding.getIdElement().getIdPart();
    records.add(FindingWriter.record(finding, patient));

    DiagnosticReport report =
        FindingReport.of(
            "Reading of images",
            own.patientReference(),
            own.study().started().orElse(own.at()),
            own.at(),
            study,
            List.of(finding));
    report.addResultsInterpreter(FindingProvenance.person(own.by()));
    report.setId(ids.idFor("report"));
    String reportReference = "DiagnosticReport/" + report.getIdElement().getIdPart();
    records.add(FindingWriter.record(report, patient));

    Provenance provenance =
        FindingProvenance.ofOwnFinding(own, List.of(reference, reportReference));
    provenance.setId(ids.idFor("provenance"));
    records.add(FindingWriter.record(provenance, patient));
    return new FindingWriter.Written(records, List.of(reference), reportReference);
  }

  private static Observation observation(OwnFinding own, Reference study) {
    Observation observation = new Observation();
    observation.getMeta().addTag(FindingCodes.STATUS, "accepted", null);
    observation.setStatus(Observation.ObservationStatus.FINAL);
    observation.addCategory(hl7("observation-category", "imaging"));
    observation.setSubject(new Reference(own.patientReference()));
    observation.setEffective(new DateTimeType(own.study().started().orElse(own.at()).toString()));
    observation.setIssuedElement(FindingResources.instant(own.at()));
    observation.setMethod(new CodeableConcept().setText("Outlined by hand"));
    observation.addPerformer(FindingProvenance.person(own.by()));
    observation.addDerivedFrom(study.copy());
    observation.setCode(
        new CodeableConcept()
            .addCoding(coding(FindingCodes.VOLUME))
            .addCoding(coding(FindingCodes.TUMOUR_VOLUME))
            .setText(own.label()));
    observation.setValue(quantity(own.volumeMl(), "mL"));
    observation.setBodySite(concept(FindingCodes.BRAIN));
    FindingResources.component(observation, FindingCodes.LONGEST, own.longestMm(), "mm");
    FindingResources.component(
        observation, FindingCodes.PERPENDICULAR, own.perpendicularMm(), "mm");
    own.keySlice().ifPresent(slice -> observation.addExtension(FindingResources.keySlice(slice)));
    if (!own.note().isBlank()) {
      Annotation note = observation.addNote();
      note.setAuthor(FindingProvenance.person(own.by()));
      note.setTimeElement(new DateTimeType(own.at().toString()));
      note.setText(own.note());
    }
    return observation;
  }
}
