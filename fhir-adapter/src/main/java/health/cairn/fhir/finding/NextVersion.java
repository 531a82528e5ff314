package health.cairn.fhir.finding;

import static health.cairn.fhir.r4.R4Types.coding;
import static health.cairn.fhir.r4.R4Types.concept;
import static health.cairn.fhir.r4.R4Types.quantity;

import health.cairn.fhir.Code;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Annotation;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;

/// What a decision makes of a finding's Observation.
///
/// R4 observation-status decides the words: what was never final and is rejected is `cancelled` (the
/// analysis did take place, so `entered-in-error`, "withdrawn following previous final release", would
/// be wrong); what was final and is rejected is `entered-in-error`; a change is `amended` only after
/// the finding was final, before that the changed finding becomes `final`.
final class NextVersion {
  private NextVersion() {}

  /// @return why the decision cannot be, or empty when it has been applied
  static Optional<String> apply(Observation finding, Decision decision) {
    FindingStatus status = FindingTag.status(finding).orElseThrow();
    boolean wasFinal = status == FindingStatus.ACCEPTED || status == FindingStatus.AMENDED;
    if (finding.getStatus() == ObservationStatus.ENTEREDINERROR) {
      return Optional.of("This finding was withdrawn; it cannot be decided on again.");
    }
    switch (decision) {
      case Decision.Accept accept -> {
        if (wasFinal) {
          return Optional.of("This finding has been accepted already.");
        }
        finding.setStatus(ObservationStatus.FINAL);
        FindingTag.set(finding, FindingStatus.ACCEPTED);
      }
      case Decision.Reject reject -> {
        if (status == FindingStatus.REJECTED) {
          return Optional.of("This finding has been rejected already.");
        }
        finding.setStatus(
            wasFinal ? ObservationStatus.ENTEREDINERROR : ObservationStatus.CANCELLED);
        FindingTag.set(finding, FindingStatus.REJECTED);
      }
      case Decision.Amend amend -> {
        Optional<String> refusal = amend(finding, amend);
        if (refusal.isPresent()) {
          return refusal;
        }
        finding.setStatus(wasFinal ? ObservationStatus.AMENDED : ObservationStatus.FINAL);
        FindingTag.set(finding, FindingStatus.AMENDED);
      }
    }
    sign(finding, decision);
    return Optional.empty();
  }

  private static void sign(Observation finding, Decision decision) {
    finding.setPerformer(List.of(FindingProvenance.person(decision.by())));
    finding.setIssuedElement(FindingResources.instant(decision.at()));
    if (!decision.note().isBlank()) {
      Annotation note = finding.addNote();
      note.setAuthor(FindingProvenance.person(decision.by()));
      note.setTimeElement(new DateTimeType(decision.at().toString()));
      note.setText(decision.note());
    }
  }

  private static Optional<String> amend(Observation finding, Decision.Amend amend) {
    boolean isType = has(finding.getCode(), FindingCodes.TUMOUR_TYPE);
    boolean sizes =
        amend.volumeMl().isPresent()
            || amend.longestMm().isPresent()
            || amend.perpendicularMm().isPresent();
    if (isType ? sizes || amend.category().isEmpty() : !sizes || amend.category().isPresent()) {
      return Optional.of("What is to be changed is no part of this finding.");
    }
    amend
        .category()
        .ifPresent(
            key -> {
              finding.setDataAbsentReason(null);
              finding.setValue(
                  new CodeableConcept()
                      .addCoding(coding(new Code(FindingCodes.CATEGORY, key, "")))
                      .setText(key));
            });
    amend
        .volumeMl()
        .ifPresent(
            volume -> {
              finding.setValue(quantity(volume, "mL"));
              // Neither was measured on the new outline.
              finding
                  .getComponent()
                  .removeIf(
                      c ->
                          has(c.getCode(), FindingCodes.VOLUME_95)
                              || has(c.getCode(), FindingCodes.TO_TUMOUR));
            });
    amend.longestMm().ifPresent(mm -> replace(finding, FindingCodes.LONGEST, mm));
    amend.perpendicularMm().ifPresent(mm -> replace(finding, FindingCodes.PERPENDICULAR, mm));
    return Optional.empty();
  }

  private static void replace(Observation finding, Code code, double mm) {
    finding.getComponent().stream()
        .filter(c -> has(c.getCode(), code))
        .findFirst()
        .orElseGet(() -> finding.addComponent().setCode(concept(code)))
        .setValue(quantity(mm, "mm"));
  }

  static boolean has(CodeableConcept concept, Code code) {
    return concept.getCoding().stream()
        .anyMatch(c -> code.system().equals(c.getSystem()) && code.code().equals(c.getCode()));
  }
}
