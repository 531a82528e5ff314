package health.cairn.fhir.finding;

import java.time.Instant;
import java.util.Optional;

/// What a person decides on a finding.
public sealed interface Decision {
  Person by();

  Instant at();

  /// The person's words, or empty.
  String note();

  /// It is as the model says.
  record Accept(Person by, Instant at, String note) implements Decision {}

  /// It is not so.
  record Reject(Person by, Instant at, String note) implements Decision {}

  /// It is so, with other figures. Of a volume, what is given replaces what the model said, and the
  /// model's interval goes; of a classification, `category` does.
  record Amend(
      Person by,
      Instant at,
      String note,
      Optional<Double> volumeMl,
      Optional<Double> longestMm,
      Optional<Double> perpendicularMm,
      Optional<String> category)
      implements Decision {}
}
