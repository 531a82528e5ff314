package health.cairn.imaging.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Drawn predictions, of no model and no patient: they show that the machinery works, never how good
/// a fusion is. Each member sees the truth through noise of its own, noise that all share, a patient's
/// and an image's; each has its own overconfidence, and the evidence leans towards the truth.
final class SyntheticMembers {
  private static final double[] NOISE = {1.0, 1.1, 1.2, 1.6};
  private static final double[] OVERCONFIDENCE = {2.5, 1.5, 3, 1};

  private SyntheticMembers() {}

  /// @param patients each with 3 to 9 images
  /// @param independent share of the noise that each member has to itself; 0 makes copies
  static List<OutOfFold> drawn(int fold, int patients, double independent, long seed) {
    Random random = new Random(seed);
    List<OutOfFold> rows = new ArrayList<>();
    for (int patient = 0; patient < patients; patient++) {
      TumourClass label = TumourClass.at(patient % 4);
      double[] patientNoise = noise(random);
      int images = 3 + random.nextInt(7);
      for (int image = 0; image < images; image++) {
        double[] shared = noise(random);
        TumourClass looksLike = random.nextInt(3) == 0 ? TumourClass.at(random.nextInt(4)) : label;
        SliceEvidence evidence = evidence(looksLike, random);
        for (int member = 0; member < NOISE.length; member++) {
          double[] own = noise(random);
          double[] logits = new double[4];
          for (int k = 0; k < 4; k++) {
            double mixed =
                Math.sqrt(independent) * own[k]
                    + Math.sqrt((1 - independent) / 2) * (shared[k] + patientNoise[k]);
            double quality = independent == 0 ? 1 : NOISE[member];
            double pull = k == label.index() ? 2.2 : 0;
            logits[k] = (pull + quality * mixed) * OVERCONFIDENCE[member];
          }
          rows.add(
              new OutOfFold(
                  "f" + fold + "p" + patient + "i" + image,
                  "f" + fold + "p" + patient,
                  fold,
                  label,
                  "synthetic-" + member,
                  softmax(logits),
                  random.nextDouble(),
                  evidence));
        }
      }
    }
    return rows;
  }

  private static double[] noise(Random random) {
    double[] noise = new double[4];
    for (int k = 0; k < 4; k++) {
      noise[k] = random.nextGaussian();
    }
    return noise;
  }

  private static List<Double> softmax(double[] logits) {
    double sum = 0;
    for (double logit : logits) {
      sum += Math.exp(logit);
    }
    List<Double> p = new ArrayList<>();
    for (double logit : logits) {
      p.add(Math.exp(logit) / sum);
    }
    return p;
  }

  private static SliceEvidence evidence(TumourClass label, Random random) {
    double off = random.nextDouble();
    boolean outlined = label != TumourClass.NONE || random.nextInt(5) == 0;
    if (!outlined) {
      return new SliceEvidence(
          0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0.02, 0.2, 1);
    }
    return switch (label) {
      case GLIOMA ->
          new SliceEvidence(
              7.5 * off + 1, 0.6 + 0.3 * off, 0.5, 0.5, 0, 0.1 * off, 0.1, 0.02, 0.2, 1);
      case MENINGIOMA ->
          new SliceEvidence(4.5 * off + 0.5, 0.95, 0.6, 0.7, 0, 0.4 * off, 0.3, 0.02, 0.2, 1);
      case PITUITARY ->
          new SliceEvidence(2 * off + 0.25, 0.9, 0.15 * off, 0.3, 0.2, 0, 0.3, 0.02, 0.2, 1);
      case NONE -> new SliceEvidence(0.4 * off, 0.6, 0.9, 0.9, 0, 0.3, 0.2, 0.02, 0.2, 1);
    };
  }
}
