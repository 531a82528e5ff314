package health.cairn.fhir.timeline;

import health.cairn.fhir.timeline.RecordEvents.LeftOut;
import health.cairn.fhir.timeline.TimelineEvent.Kind;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Dosage;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationAdministration;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/// What was prescribed, taken, given.
final class MedicationEvents {
  private MedicationEvents() {}

  static RecordEvents request(EventMaker events, MedicationRequest request) {
    MedicationRequest.MedicationRequestStatus status = request.getStatus();
    if (status == MedicationRequest.MedicationRequestStatus.ENTEREDINERROR) {
      return RecordEvents.none(LeftOut.ENTERED_IN_ERROR);
    }
    // R4: cancelled is "withdrawn before any administrations have occurred".
    if (status == MedicationRequest.MedicationRequestStatus.CANCELLED
        || status == MedicationRequest.MedicationRequestStatus.DRAFT
        || request.getIntent() == MedicationRequest.MedicationRequestIntent.PROPOSAL
        || request.getDoNotPerform()) {
      return RecordEvents.none(LeftOut.DID_NOT_HAPPEN);
    }
    Type bounds =
        request.getDosageInstruction().isEmpty()
            ? null
            : request.getDosageInstructionFirstRep().getTiming().getRepeat().getBounds();
    Optional<Span> when =
        Span.of(bounds, request.getAuthoredOnElement()).map(span -> span.until(bounds));
    boolean ongoing =
        status == MedicationRequest.MedicationRequestStatus.ACTIVE
            || status == MedicationRequest.MedicationRequestStatus.ONHOLD;
    return events.one(
        Kind.MEDICATION,
        when,
        ongoing,
        name(request, request.getMedication()),
        Words.join(
            ", ",
            dosage(request.getDosageInstruction()),
            status == null ? "" : "prescription " + status.toCode()));
  }

  static RecordEvents statement(EventMaker events, MedicationStatement statement) {
    MedicationStatement.MedicationStatementStatus status = statement.getStatus();
    if (status == MedicationStatement.MedicationStatementStatus.ENTEREDINERROR) {
      return RecordEvents.none(LeftOut.ENTERED_IN_ERROR);
    }
    if (status == MedicationStatement.MedicationStatementStatus.NOTTAKEN
        || status == MedicationStatement.MedicationStatementStatus.INTENDED) {
      return RecordEvents.none(LeftOut.DID_NOT_HAPPEN);
    }
    boolean ongoing =
        status == MedicationStatement.MedicationStatementStatus.ACTIVE
            || status == MedicationStatement.MedicationStatementStatus.ONHOLD;
    return events.one(
        Kind.MEDICATION,
        Span.of(statement.getEffective(), statement.getDateAssertedElement()),
        ongoing,
        name(statement, statement.getMedication()),
        Words.join(", ", dosage(statement.getDosage()), status == null ? "" : status.toCode()));
  }

  static RecordEvents administration(EventMaker events, MedicationAdministration given) {
    MedicationAdministration.MedicationAdministrationStatus status = given.getStatus();
    if (status == MedicationAdministration.MedicationAdministrationStatus.ENTEREDINERROR) {
      return RecordEvents.none(LeftOut.ENTERED_IN_ERROR);
    }
    if (status == MedicationAdministration.MedicationAdministrationStatus.NOTDONE) {
      return RecordEvents.none(LeftOut.DID_NOT_HAPPEN);
    }
    return events.one(
        Kind.MEDICATION,
        Span.of(given.getEffective()),
        status == MedicationAdministration.MedicationAdministrationStatus.INPROGRESS,
        name(given, given.getMedication()),
        Words.join(", ", Words.or(Words.line(given.getDosage().getText()), "given"), code(status)));
  }

  private static String code(
      MedicationAdministration.@Nullable MedicationAdministrationStatus status) {
    return status == null ? "" : status.toCode();
  }

  private static String name(DomainResource record, @Nullable Type medication) {
    String words =
        switch (medication) {
          case CodeableConcept concept -> Words.of(concept);
          case Reference reference ->
              Words.or(Words.of(reference), contained(record, reference.getReference()));
          case null, default -> "";
        };
    return Words.or(words, "Medication");
  }

  private static String contained(DomainResource record, @Nullable String reference) {
    return record.getContained().stream()
        .filter(r -> reference != null && reference.endsWith(r.getIdElement().getIdPart()))
        .filter(Medication.class::isInstance)
        .map(r -> Words.of(((Medication) r).getCode()))
        .findFirst()
        .orElse("");
  }

  private static String dosage(List<Dosage> dosages) {
    return dosages.isEmpty() ? "" : Words.line(dosages.getFirst().getText());
  }
}
