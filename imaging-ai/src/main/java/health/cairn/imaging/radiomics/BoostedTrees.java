package health.cairn.imaging.radiomics;

import health.cairn.imaging.uncertainty.Calibrator;
import java.util.List;

/// Gradient-boosted trees over measured features: per class a base score and a sum of trees, which
/// a calibration turns into probabilities.
///
/// @param folds of the data set it was trained on
/// @param base score per class
/// @param trees per class
record BoostedTrees(
    List<Integer> folds, Calibrator calibration, List<Double> base, List<List<Tree>> trees) {
  BoostedTrees {
    folds = List.copyOf(folds);
    base = List.copyOf(base);
    trees = trees.stream().map(List::copyOf).toList();
    if (base.size() != trees.size() || calibration.classes() != base.size()) {
      throw new IllegalArgumentException("base scores, trees and calibration do not fit");
    }
  }

  /// What the trees say of one region, and what each feature added to each class's score: the changes
  /// along every path (Saabas 2014), which with the scores at the roots add up to the scores.
  static final class Answer {
    private final double[] probabilities;
    private final double[][] credits;

    Answer(double[] probabilities, double[][] credits) {
      this.probabilities = probabilities;
      this.credits = credits;
    }

    /// In the order of the classes; a copy.
    double[] probabilities() {
      return probabilities.clone();
    }

    double credit(int of, int feature) {
      return credits[of][feature];
    }
  }

  Answer answer(float[] x) {
    double[] scores = new double[base.size()];
    double[][] credits = new double[base.size()][x.length];
    for (int k = 0; k < scores.length; k++) {
      scores[k] = base.get(k);
      for (Tree tree : trees.get(k)) {
        scores[k] += tree.answer(x, credits[k], 1);
      }
    }
    return new Answer(calibration.probabilities(scores), credits);
  }
}
