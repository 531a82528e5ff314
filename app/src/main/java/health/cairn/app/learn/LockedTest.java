package health.cairn.app.learn;

import java.util.List;

/// One look at the locked cases.
///
/// @param id "LearningTest/2": the number counts the looks
/// @param challenger id of what was tested
/// @param champion what it was compared with
/// @param lockedDigest as recorded when the cases were locked
/// @param withdrawn locked cases that are no longer here because their patients took back their consent
/// @param demands of the plan
/// @param passed whether all of them hold
/// @param plan SHA-256 of the change plan
public record LockedTest(
    String id,
    String challenger,
    String champion,
    String lockedDigest,
    int withdrawn,
    Comparison comparison,
    List<Demand> demands,
    boolean passed,
    String plan,
    String by,
    String at) {
  public LockedTest {
    demands = List.copyOf(demands);
  }

  /// One demand of the plan, as a sentence with its figures.
  public record Demand(String words, boolean holds) {}
}
