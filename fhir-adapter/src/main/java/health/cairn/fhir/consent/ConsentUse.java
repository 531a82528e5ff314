package health.cairn.fhir.consent;

import health.cairn.fhir.Code;
import java.util.Locale;

/// What a patient is asked about, with the code of HL7's v3-ActReason that says it best and the scope of the
/// consent it belongs to (R4 consent.html, `scope` and `provision.purpose`).
public enum ConsentUse {
  CARE("TREAT", "treatment", "patient-privacy", "Use in the patient's own care"),
  SECOND_OPINION("CAREMGT", "care management", "patient-privacy", "A second opinion elsewhere"),
  AI_ANALYSIS("TREAT", "treatment", "patient-privacy", "Analysis by a model"),
  RESEARCH("HRESCH", "healthcare research", "research", "Use in research"),
  TEACHING("TRAIN", "training", "patient-privacy", "Use in teaching");

  private static final String REASONS = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

  private final String reason;
  private final String display;
  private final String scope;
  private final String words;

  ConsentUse(String reason, String display, String scope, String words) {
    this.reason = reason;
    this.display = display;
    this.scope = scope;
    this.words = words;
  }

  Code code() {
    return new Code(REASONS, reason, display);
  }

  String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String scope() {
    return scope;
  }

  /// As a line of the timeline has it.
  public String words() {
    return words;
  }
}
