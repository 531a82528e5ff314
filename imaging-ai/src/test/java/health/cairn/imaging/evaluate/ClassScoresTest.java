package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClassScoresTest {
  private static final List<String> CLASSES = List.of("x", "y");

  @Test
  void accuracyCalibrationAndCoverage_areRightByHand() {
    ClassScores scores =
        new ClassScores(
            List.of(said("x", 0.95), said("x", 0.85), said("y", 0.75), said("y", 0.45)), CLASSES);

    assertEquals(0.75, scores.accuracy(scores.all()));
    // Confidences 0.95, 0.85, 0.75 (wrong), 0.55, each alone in its bin.
    assertEquals((0.05 + 0.15 + 0.75 + 0.45) / 4, scores.calibrationError(scores.all()), 1e-12);
    assertEquals(0.5, scores.coverageAt(0.95));
    assertEquals(1, scores.coverageAt(0.75));
    assertEquals(1, scores.count(1, 0));
  }

  @Test
  void patientCorrect_goesByTheMeanProbability() {
    ClassScores scores =
        new ClassScores(List.of(said("x", 0.95), said("x", 0.4), said("x", 0.4)), CLASSES);

    assertTrue(scores.patientCorrect(new int[] {0, 1, 2}));
    assertFalse(scores.patientCorrect(new int[] {1, 2}));
  }

  @Test
  void macroAuc_equalsTheShareOfRightlyOrderedPairs() {
    for (int seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      List<CaseScore> predictions = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        // One decimal, so that there are ties.
        double p = random.nextInt(11) / 10.0;
        predictions.add(said(random.nextDouble() < 0.3 + 0.4 * p ? "x" : "y", p));
      }
      ClassScores scores = new ClassScores(predictions, CLASSES);

      double wins = 0;
      double pairs = 0;
      for (CaseScore a : predictions) {
        for (CaseScore b : predictions) {
          if (a.label().equals("x") && b.label().equals("y")) {
            int order = Double.compare(a.probabilities().getFirst(), b.probabilities().getFirst());
            wins += order > 0 ? 1 : order == 0 ? 0.5 : 0;
            pairs++;
          }
        }
      }

      // With two classes both one-against-rest areas are the same.
      assertEquals(wins / pairs, scores.macroAuc(scores.all()), 1e-12, "seed " + seed);
    }
  }

  @Test
  void macroAuc_isNoNumberWhenOnlyOneClassIsThere() {
    ClassScores scores = new ClassScores(List.of(said("x", 0.9)), CLASSES);

    assertEquals(Double.NaN, scores.macroAuc(scores.all()));
  }

  @Test
  void f1BrierAndSensitivity_areRightByHand() {
    ClassScores scores =
        new ClassScores(
            List.of(said("x", 0.9), said("x", 0.8), said("y", 0.6), said("y", 0.1)), CLASSES);

    assertEquals(2 * 2.0 / 5, scores.f1(scores.all(), 0), 1e-12);
    assertEquals(2 * 1.0 / 3, scores.f1(scores.all(), 1), 1e-12);
    assertEquals((0.8 + 2 / 3.0) / 2, scores.macroF1(scores.all()), 1e-12);
    assertEquals(0.5, scores.sensitivity(scores.all(), 1));
    assertEquals(2 * (0.01 + 0.04 + 0.36 + 0.01) / 4, scores.brier(scores.all()), 1e-12);
    // The only wrong one is the least certain.
    assertEquals(1, scores.errorAuroc(scores.all()));
    assertEquals(0.25, scores.riskCoverage().points().getFirst().risk());
  }

  @Test
  void macroF1_leavesOutAClassThatNoImageShows() {
    List<CaseScore> cases =
        List.of(
            new CaseScore(
                "1", "p", 1, "x", Map.of(), List.of(), List.of(0.8, 0.1, 0.1), Exposure.UNSEEN),
            new CaseScore(
                "2", "q", 1, "y", Map.of(), List.of(), List.of(0.1, 0.8, 0.1), Exposure.UNSEEN),
            new CaseScore(
                "3", "r", 1, "y", Map.of(), List.of(), List.of(0.1, 0.1, 0.8), Exposure.UNSEEN));
    ClassScores scores = new ClassScores(cases, List.of("x", "y", "none"));

    assertEquals(Double.NaN, scores.f1(scores.all(), 2));
    // The picture that was called "none" still counts against "y".
    assertEquals((1 + 2 * 1.0 / 3) / 2, scores.macroF1(scores.all()), 1e-12);
  }

  @Test
  void accuracyOfSurest_countsTheMostConfidentOnly() {
    ClassScores scores =
        new ClassScores(
            List.of(said("x", 0.9), said("x", 0.8), said("y", 0.6), said("y", 0.1)), CLASSES);

    assertEquals(1, scores.accuracyOfSurest(scores.all(), 0.7));
    assertEquals(0.75, scores.accuracyOfSurest(scores.all(), 1));
  }

  @Test
  void accuracyOfAnswered_countsWhatAClassWasNamedOn() {
    CaseScore silent =
        new CaseScore(
            "2",
            "p",
            1,
            "y",
            Map.of(),
            List.of(),
            List.of(0.9, 0.1),
            Optional.of("The models disagree."),
            Exposure.UNKNOWN);
    ClassScores scores =
        new ClassScores(List.of(said("x", 0.9), said("x", 0.2), silent, silent), CLASSES);

    assertEquals(0.25, scores.accuracy(scores.all()));
    assertEquals(0.5, scores.coverage(scores.all()));
    assertEquals(0.5, scores.accuracyOfAnswered(scores.all()));
    assertEquals(Double.NaN, scores.accuracyOfAnswered(new int[] {2, 3}));
  }

  private static CaseScore said(String truth, double pOfX) {
    return new CaseScore(
        "1", "p", 1, truth, Map.of(), List.of(), List.of(pOfX, 1 - pOfX), Exposure.UNKNOWN);
  }
}
