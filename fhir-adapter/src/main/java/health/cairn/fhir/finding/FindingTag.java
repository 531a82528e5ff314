package health.cairn.fhir.finding;

import java.util.Locale;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;

/// The tag that holds a finding's status in our own four words, which R4's statuses do not match one
/// to one.
final class FindingTag {
  private FindingTag() {}

  /// The status as written, or empty for what is no finding of ours.
  static String of(Observation observation) {
    return tag(observation).map(Coding::getCode).orElse("");
  }

  static void set(Observation observation, FindingStatus status) {
    tag(observation).orElseThrow().setCode(status.name().toLowerCase(Locale.ROOT));
  }

  /// The status to be believed: decided only where a person is named, for a model cannot decide.
  static Optional<FindingStatus> status(Observation observation) {
    String word = of(observation);
    for (FindingStatus status : FindingStatus.values()) {
      if (status.name().toLowerCase(Locale.ROOT).equals(word)) {
        return Optional.of(observation.getPerformer().isEmpty() ? FindingStatus.PROPOSED : status);
      }
    }
    return Optional.empty();
  }

  private static Optional<Coding> tag(Observation observation) {
    return observation.getMeta().getTag().stream()
        .filter(tag -> FindingCodes.STATUS.equals(tag.getSystem()) && tag.hasCode())
        .findFirst();
  }
}
