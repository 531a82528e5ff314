package health.cairn.fhir.timeline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// Something that happened to the patient, as one record tells it.
///
/// Dates without a time are held as UTC: `start` is the first instant of the year, month or day,
/// `end` the last second of it. Show them with [#startText] and [#startDay], not in a zone of your own,
/// or a birthday moves by a day west of Greenwich.
///
/// @param recordId `Type/id` of the FHIR resource it was read from
/// @param kind the lane it belongs to
/// @param start when it began, or happened
/// @param end when it ended, for what has a duration and is over
/// @param ongoing whether it has a duration and is not over (an active condition or medication)
/// @param title what, in the words of the record ("Hemoglobin A1c", "Craniotomy")
/// @param detail one more line, or empty ("final", "by Dr Lee", dosage)
/// @param measure the measured value, for events that have one
/// @param precision how exactly `start` is known
public record TimelineEvent(
    String recordId,
    Kind kind,
    Instant start,
    Optional<Instant> end,
    boolean ongoing,
    String title,
    String detail,
    Optional<Measure> measure,
    Precision precision) {

  /// An event whose start is known to the instant.
  public TimelineEvent(
      String recordId,
      Kind kind,
      Instant start,
      Optional<Instant> end,
      boolean ongoing,
      String title,
      String detail,
      Optional<Measure> measure) {
    this(recordId, kind, start, end, ongoing, title, detail, measure, Precision.INSTANT);
  }

  /// The day it began: as recorded, where only a date is known; else in the viewer's zone.
  public LocalDate startDay(ZoneId viewer) {
    return start.atZone(precision == Precision.INSTANT ? viewer : ZoneOffset.UTC).toLocalDate();
  }

  /// When it began, as exactly as it is known: "2019", "2019-03", "2019-03-05", "2019-03-05 14:03".
  public String startText(ZoneId viewer) {
    return switch (precision) {
      case YEAR -> pattern("uuuu", ZoneOffset.UTC);
      case MONTH -> pattern("uuuu-MM", ZoneOffset.UTC);
      case DAY -> pattern("uuuu-MM-dd", ZoneOffset.UTC);
      case INSTANT -> pattern("uuuu-MM-dd HH:mm", viewer);
    };
  }

  private String pattern(String pattern, ZoneId zone) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(start.atZone(zone));
  }

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
