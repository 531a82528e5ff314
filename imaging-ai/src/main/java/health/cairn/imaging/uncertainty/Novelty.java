package health.cairn.imaging.uncertainty;

import java.util.Arrays;
import java.util.Collection;

/// Where a distance stands among those of images that the model did not train on but that are of the
/// same kind. They must be held out: training images lie too near.
public final class Novelty {
  private final double[] heldOut;

  private Novelty(double[] heldOut) {
    this.heldOut = heldOut;
  }

  /// @param distances of at least one held-out image
  public static Novelty of(Collection<Double> distances) {
    double[] sorted = distances.stream().mapToDouble(d -> d).sorted().toArray();
    if (sorted.length == 0 || Arrays.stream(sorted).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException(sorted.length + " distances, or one that is no number");
    }
    return new Novelty(sorted);
  }

  /// Share of held-out images that lie nearer than this distance, 0..1; equal ones count half.
  public double of(double distance) {
    int below = 0;
    int equal = 0;
    for (double held : heldOut) {
      below += held < distance ? 1 : 0;
      equal += held == distance ? 1 : 0;
    }
    return (below + equal / 2.0) / heldOut.length;
  }

  /// The distance that at most `share` of new images of the same kind exceed (conformal).
  public double threshold(double share) {
    return Ranks.conformalQuantile(heldOut, 1 - share);
  }

  /// Chance to see an image of the same kind at least as far away (conformal p-value), above 0.
  public double pValue(double distance) {
    long asFar = Arrays.stream(heldOut).filter(held -> held >= distance).count();
    return (1.0 + asFar) / (1 + heldOut.length);
  }
}
