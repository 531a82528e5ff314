package health.cairn.app.learn;

import health.cairn.app.learn.Comparison.Range;
import health.cairn.app.models.ServingDecision.Chosen;
import java.util.List;

/// One look at the outlines of locked patients: a network that was trained anew against the one that outlines here.
///
/// @param id "LearningOutlineTest/1": the number counts the looks
/// @param challenger what was tested
/// @param champion what it was compared with
/// @param outlines SHA-256 over the outlines that were looked at
/// @param pictures of all patients
/// @param championDice mean over patients of each one's mean
/// @param challengerDice likewise
/// @param difference of the patients' means, challenger minus champion, 95 % over resampled patients
/// @param demands of the plan
/// @param passed whether all of them hold
/// @param plan SHA-256 of the change plan
public record OutlineTest(
    String id,
    Chosen challenger,
    Chosen champion,
    String outlines,
    int pictures,
    int patients,
    double championDice,
    double challengerDice,
    Range difference,
    List<LockedTest.Demand> demands,
    boolean passed,
    String plan,
    String by,
    String at) {
  public OutlineTest {
    demands = List.copyOf(demands);
  }
}
