package health.cairn.fhir.timeline;

import java.time.Instant;
import java.util.Optional;

/// Something that happened to the patient, as one record tells it.
///
/// @param recordId `Type/id` of the FHIR resource it was read from
/// @param kind the lane it belongs to
/// @param start when it began, or happened
/// @param end when it ended, for what has a duration and is over
/// @param ongoing whether it has a duration and is not over (an active condition or medication)
/// @param title what, in the words of the record ("Hemoglobin A1c", "Craniotomy")
/// @param detail one more line, or empty ("final", "by Dr Lee", dosage)
/// @param measure the measured value, for events that have one
public record TimelineEvent(
    String recordId,
    Kind kind,
    Instant start,
    Optional<Instant> end,
    boolean ongoing,
    String title,
    String detail,
    Optional<Measure> measure) {

  /// The lanes of the timeline, from top to bottom.
  public enum Kind {
    ENCOUNTER,
    CONDITION,
    PROCEDURE,
    IMAGING,
    MEDICATION,
    LAB,
    FINDING,
    IMMUNIZATION,
    ALLERGY,
    DOCUMENT,
    CONSENT
  }

  /// A measured value.
  ///
  /// @param code what was measured, as `system|code` (LOINC where there is one); values with the same
  ///     code belong to one trend
  /// @param value the number
  /// @param unit UCUM unit as the record shows it, or empty
  /// @param low lower limit of the reference range, where given
  /// @param high upper limit of the reference range, where given
  public record Measure(
      String code, double value, String unit, Optional<Double> low, Optional<Double> high) {}
}
