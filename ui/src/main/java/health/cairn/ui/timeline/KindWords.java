package health.cairn.ui.timeline;

import health.cairn.fhir.timeline.TimelineEvent.Kind;

/// What the lanes are called.
public final class KindWords {
  private KindWords() {}

  public static String plural(Kind kind) {
    return switch (kind) {
      case ENCOUNTER -> "Encounters";
      case CONDITION -> "Conditions";
      case PROCEDURE -> "Procedures";
      case IMAGING -> "Imaging";
      case MEDICATION -> "Medication";
      case LAB -> "Labs";
      case FINDING -> "Findings";
      case IMMUNIZATION -> "Immunizations";
      case ALLERGY -> "Allergies";
      case DOCUMENT -> "Documents";
      case CONSENT -> "Consent and access";
    };
  }

  public static String one(Kind kind) {
    return switch (kind) {
      case ENCOUNTER -> "Encounter";
      case CONDITION -> "Condition";
      case PROCEDURE -> "Procedure";
      case IMAGING -> "Imaging";
      case MEDICATION -> "Medication";
      case LAB -> "Lab";
      case FINDING -> "Finding";
      case IMMUNIZATION -> "Immunization";
      case ALLERGY -> "Allergy";
      case DOCUMENT -> "Document";
      case CONSENT -> "Consent";
    };
  }
}
