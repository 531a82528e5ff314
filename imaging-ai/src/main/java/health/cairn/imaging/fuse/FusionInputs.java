package health.cairn.imaging.fuse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the rules are told of an image, by the names they use.
final class FusionInputs {
  static final int CLASSES = TumourClass.values().length;

  private FusionInputs() {}

  /// @param calibrated each member's probabilities
  /// @param fused the probabilities whose entropy is asked for
  static Map<String, Double> of(
      List<double[]> calibrated, double[] fused, double novelty, SliceEvidence evidence) {
    Map<String, Double> inputs = new HashMap<>();
    inputs.put("disagreement", disagreement(calibrated));
    inputs.put("entropy", entropy(fused));
    inputs.put("novelty", novelty);
    inputs.put("size", evidence.headPercent());
    inputs.put("outline", evidence.meanProbability());
    inputs.put("midline", evidence.midlineOffset());
    inputs.put("centre", evidence.centreOffset());
    inputs.put("height", evidence.heightOffset());
    inputs.put("rim", evidence.rimContact());
    inputs.put("contrast", evidence.contrast());
    inputs.put("noise", evidence.noise());
    inputs.put("sharpness", evidence.sharpness());
    inputs.put("head", evidence.headFound());
    return inputs;
  }

  static double[] mean(List<double[]> answers) {
    double[] mean = new double[CLASSES];
    for (double[] answer : answers) {
      for (int k = 0; k < CLASSES; k++) {
        mean[k] += answer[k] / answers.size();
      }
    }
    return mean;
  }

  /// Mutual information of class and member as a share of its largest value, 0..1.
  static double disagreement(List<double[]> answers) {
    double own = answers.stream().mapToDouble(FusionInputs::entropy).average().orElse(0);
    double most = Math.log(Math.min(CLASSES, Math.max(2, answers.size()))) / Math.log(CLASSES);
    return Math.clamp((entropy(mean(answers)) - own) / most, 0, 1);
  }

  /// As a share of its largest value, 0..1.
  static double entropy(double[] p) {
    double entropy = 0;
    for (double share : p) {
      entropy -= share > 0 ? share * Math.log(share) : 0;
    }
    return Math.clamp(entropy / Math.log(p.length), 0, 1);
  }

  static int best(double[] p) {
    int best = 0;
    for (int k = 1; k < p.length; k++) {
      best = p[k] > p[best] ? k : best;
    }
    return best;
  }
}
