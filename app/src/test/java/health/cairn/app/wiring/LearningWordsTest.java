package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.LearningView;
import health.cairn.app.desk.LearningView.Row;
import health.cairn.app.desk.LearningView.Step;
import health.cairn.app.learn.Challenger;
import health.cairn.app.learn.ChangePlan;
import health.cairn.app.learn.Comparison;
import health.cairn.app.learn.Learning;
import health.cairn.app.learn.LockedTest;
import health.cairn.imaging.uncertainty.CalibrationScores;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a person can do next with champion and challenger, and why.
class LearningWordsTest {
  private static final ChangePlan PLAN = ChangePlan.shipped().plan();
  private static final Comparison COMPARISON =
      new Comparison(
          26,
          25,
          new CalibrationScores(0.412, 0.2, 0.061, 0.06, 0.05, 0.885),
          new CalibrationScores(0.371, 0.2, 0.04, 0.04, 0.04, 0.923),
          new Comparison.Range(-0.072, -0.011),
          new Comparison.Range(-0.038, 0.115),
          0.02);

  private static Challenger challenger(List<String> outOfBounds) {
    return new Challenger(
        "LearningChallenger/2",
        "",
        "",
        List.of(),
        "shipped fusion",
        "",
        40,
        70,
        61,
        Map.of("glioma", 61),
        COMPARISON,
        "",
        outOfBounds,
        "Dr Lee",
        "2026-11-20T08:00:00Z");
  }

  private static LockedTest test(boolean passed) {
    return new LockedTest(
        "LearningTest/1",
        "LearningChallenger/2",
        "shipped fusion",
        "",
        0,
        COMPARISON,
        List.of(new LockedTest.Demand("The log-loss falls.", passed)),
        passed,
        "",
        "Dr Lee",
        "2026-11-21T08:00:00Z");
  }

  private static LearningView view(
      boolean locked,
      Optional<Challenger> challenger,
      Optional<LockedTest> test,
      boolean promoted,
      int looks,
      Optional<String> drifting) {
    return view(locked, challenger, true, test, true, promoted, looks, drifting);
  }

  private static LearningView view(
      boolean locked,
      Optional<Challenger> challenger,
      boolean same,
      Optional<LockedTest> test,
      boolean stands,
      boolean promoted,
      int looks,
      Optional<String> drifting) {
    return LearningWords.of(
        new Learning.Status(
            88,
            61,
            Map.of("glioma", 61),
            0,
            locked ? 25 : 0,
            challenger.isPresent() ? 1 : 0,
            looks,
            "shipped fusion",
            Optional.empty()),
        new Learning.Standing(PLAN, locked, challenger, same, test, stands, promoted),
        drifting);
  }

  @Test
  void next_leadsFromLockingToPromotion() {
    Optional<Challenger> fitted = Optional.of(challenger(List.of()));
    Optional<String> calm = Optional.empty();
    assertEquals(
        Optional.of(Step.LOCK),
        view(false, Optional.empty(), Optional.empty(), false, 0, calm).next());
    assertEquals(
        Optional.of(Step.CHALLENGE),
        view(true, Optional.empty(), Optional.empty(), false, 0, calm).next());
    assertEquals(
        Optional.of(Step.TEST), view(true, fitted, Optional.empty(), false, 0, calm).next());
    assertEquals(
        Optional.of(Step.PROMOTE),
        view(true, fitted, Optional.of(test(true)), false, 1, calm).next());
    assertEquals(
        Optional.of(Step.CHALLENGE),
        view(true, fitted, Optional.of(test(true)), true, 1, calm).next());
  }

  @Test
  void next_isNotWhatThePlanForbids() {
    Optional<Challenger> fitted = Optional.of(challenger(List.of()));
    LearningView looked =
        view(
            true, fitted, Optional.empty(), false, PLAN.stop().mostLockedTests(), Optional.empty());
    assertEquals(Optional.empty(), looked.next());
    assertTrue(looked.why().contains("as often as the plan allows"), looked.why());

    LearningView drifting =
        view(true, fitted, Optional.of(test(true)), false, 1, Optional.of("drift: age"));
    assertEquals(
        PLAN.stop().noPromotionDuringDrift() ? Optional.empty() : Optional.of(Step.PROMOTE),
        drifting.next());

    LearningView outside =
        view(
            true,
            Optional.of(challenger(List.of("It moves too far."))),
            Optional.empty(),
            false,
            0,
            Optional.empty());
    assertEquals(Optional.of(Step.CHALLENGE), outside.next());
    assertTrue(outside.why().startsWith("It moves too far."), outside.why());

    assertEquals(
        Optional.of(Step.CHALLENGE),
        view(true, fitted, Optional.of(test(false)), false, 1, Optional.empty()).next());
  }

  @Test
  void next_isAnotherTestWhenThePlanOrTheChampionChangedSinceOnePassed() {
    LearningView view =
        view(
            true,
            Optional.of(challenger(List.of())),
            true,
            Optional.of(test(true)),
            false,
            false,
            1,
            Optional.empty());
    assertEquals(Optional.of(Step.TEST), view.next());
    assertTrue(view.why().startsWith("The plan or the champion changed"), view.why());
  }

  @Test
  void next_isAnotherChallengerWhenOtherNetworksAnswerNow() {
    LearningView view =
        view(
            true,
            Optional.of(challenger(List.of())),
            false,
            Optional.of(test(true)),
            true,
            true,
            1,
            Optional.empty());
    assertEquals(Optional.of(Step.CHALLENGE), view.next());
    assertTrue(view.why().contains("other networks"), view.why());
  }

  @Test
  void comparisons_standSideBySideWithIntervals() {
    LearningView view =
        view(
            true,
            Optional.of(challenger(List.of())),
            Optional.of(test(true)),
            false,
            1,
            Optional.empty());
    assertEquals("26 locked cases of 25 patients", view.comparisons().getFirst().on());
    assertEquals("", view.comparisons().getFirst().caution());
    assertEquals(
        new Row("Log-loss (lower is better)", "0.412", "0.371", "-0.041 (-0.072 to -0.011)"),
        view.comparisons().getFirst().rows().getFirst());
    assertTrue(
        view.comparisons().getLast().caution().contains("not how good it is"),
        "figures of the fit say what they are not");
    assertEquals(
        "LearningChallenger/2, fitted 2026-11-20 by Dr Lee on 61 patients", view.challenger());
  }
}
