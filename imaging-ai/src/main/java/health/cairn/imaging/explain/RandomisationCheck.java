package health.cairn.imaging.explain;

import health.cairn.imaging.slice.Raster;
import health.cairn.imaging.uncertainty.Ranks;
import java.util.List;

/// Whether maps depend on what the network learnt (Adebayo et al., NeurIPS 2018): the same method on
/// the same images, once with the trained and once with random weights. Maps that stay alike show
/// the image's edges or the method's habits and say nothing about the network.
///
/// @param meanRankCorrelation Spearman's, of the maps' absolute values, averaged over the images
/// @param largestRankCorrelation of one image
public record RandomisationCheck(double meanRankCorrelation, double largestRankCorrelation) {
  /// Maps are held to depend on the weights when their mean correlation is below this: an untrained
  /// network then accounts for less than a quarter of how a map ranks the pixels. Set before any map
  /// was looked at.
  public static final double LIMIT = 0.5;

  /// @param trained one map per image
  /// @param random the random network's, in the same order
  public static RandomisationCheck of(List<Raster> trained, List<Raster> random) {
    if (trained.isEmpty() || trained.size() != random.size()) {
      throw new IllegalArgumentException(trained.size() + " and " + random.size() + " maps");
    }
    double sum = 0;
    double largest = -1;
    for (int i = 0; i < trained.size(); i++) {
      double correlation = Ranks.spearman(absolute(trained.get(i)), absolute(random.get(i)));
      sum += correlation;
      largest = Math.max(largest, correlation);
    }
    return new RandomisationCheck(sum / trained.size(), largest);
  }

  public boolean passed() {
    return meanRankCorrelation < LIMIT;
  }

  private static double[] absolute(Raster map) {
    double[] values = new double[map.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.abs(map.at(i));
    }
    return values;
  }
}
