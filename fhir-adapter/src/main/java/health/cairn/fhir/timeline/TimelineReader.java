package health.cairn.fhir.timeline;

import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.r4.R4;
import health.cairn.fhir.timeline.RecordEvents.LeftOut;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.ImagingStudy;
import org.hl7.fhir.r4.model.Immunization;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.Resource;

/// Turns records into events. Stateless; may be shared by threads.
///
/// What was withdrawn (`entered-in-error`), did not happen (`not-done`, a draft) or says nothing of
/// when makes no event; the answer says which.
public final class TimelineReader {
  /// Types that have a lane; others are not even parsed.
  private static final Set<String> LANES =
      Set.of(
          "AllergyIntolerance",
          "CarePlan",
          "Condition",
          "Consent",
          "DiagnosticReport",
          "DocumentReference",
          "Encounter",
          "ImagingStudy",
          "Immunization",
          "MedicationAdministration",
          "MedicationRequest",
          "MedicationStatement",
          "Observation",
          "Procedure");

  /// The events one record tells of.
  public RecordEvents events(FhirRecord record) {
    if (!LANES.contains(record.type())) {
      return RecordEvents.none(LeftOut.NO_LANE);
    }
    Optional<Resource> resource = R4.parse(record.json());
    if (resource.isEmpty()) {
      return RecordEvents.none(LeftOut.UNREADABLE);
    }
    EventMaker events = new EventMaker(record.reference());
    return switch (resource.get()) {
      case Encounter r -> CareEvents.encounter(events, r);
      case Condition r -> CareEvents.condition(events, r);
      case Procedure r -> CareEvents.procedure(events, r);
      case ImagingStudy r -> CareEvents.imagingStudy(events, r);
      case Immunization r -> CareEvents.immunization(events, r);
      case AllergyIntolerance r -> CareEvents.allergy(events, r);
      case MedicationRequest r -> MedicationEvents.request(events, r);
      case MedicationStatement r -> MedicationEvents.statement(events, r);
      case MedicationAdministration r -> MedicationEvents.administration(events, r);
      case Observation r -> ObservationEvents.of(events, r);
      case DiagnosticReport r -> DocumentEvents.report(events, r);
      case DocumentReference r -> DocumentEvents.document(events, r);
      case CarePlan r -> DocumentEvents.carePlan(events, r);
      case Consent r -> DocumentEvents.consent(events, r);
      default -> RecordEvents.none(LeftOut.NO_LANE);
    };
  }
}
