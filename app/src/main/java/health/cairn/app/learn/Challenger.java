package health.cairn.app.learn;

import health.cairn.app.analysis.Networks;
import java.util.List;
import java.util.Map;

/// A fusion that was fitted here, and what it was fitted on.
///
/// @param id "LearningChallenger/1"
/// @param rules the whole text, which begins with the networks that it was fitted on
/// @param rulesSha256 of it
/// @param members whose answers it takes
/// @param champion what served when it was fitted
/// @param digest SHA-256 over the cases it was fitted on
/// @param lastExample number of the newest of them: what comes later it has not seen
/// @param patientsByClass of these
/// @param onFit against the champion on the very cases it was fitted on: it says how far the fit went, not how
///   good it is
/// @param plan SHA-256 of the change plan that bounded it
/// @param outOfBounds what of it the plan does not allow, one sentence each; such a challenger is not tested
public record Challenger(
    String id,
    String rules,
    String rulesSha256,
    List<String> members,
    String champion,
    String digest,
    int lastExample,
    int images,
    int patients,
    Map<String, Integer> patientsByClass,
    Comparison onFit,
    String plan,
    List<String> outOfBounds,
    String by,
    String at) {
  public Challenger {
    members = List.copyOf(members);
    patientsByClass =
        java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(patientsByClass));
    outOfBounds = List.copyOf(outOfBounds);
  }

  /// That answered the cases it was fitted on; unknown for one of before networks were kept.
  Networks fittedOn() {
    return Networks.of(rules);
  }
}
