package health.cairn.imaging.explain;

import health.cairn.imaging.slice.Raster;
import java.util.Arrays;
import java.util.List;

/// Where in the image the last convolution's features speak for a class.
///
/// It shows regions as coarse as those features and only what raises the score; it does not show what
/// the class was told from, nor an outline.
public final class GradCam {
  private static final double TINY = 1e-12;

  private GradCam() {}

  /// How features are weighed.
  public enum Weighing {
    /// By the mean of their gradient (Selvaraju et al., ICCV 2017).
    GRAD_CAM,
    /// By the closed form for several places of one class (Chattopadhay et al., WACV 2018), which
    /// stands for an exponential of the score.
    PLUS_PLUS
  }

  /// @param size side of the map, that of the image
  /// @return 0..1, the largest is 1; all 0 when no feature speaks for the class
  public static Raster of(Gradients gradients, Weighing weighing, int size) {
    return coarse(gradients, weighing).resized(size, size).normalised();
  }

  /// At the size of the features, 0..1.
  static Raster coarse(Gradients gradients, Weighing weighing) {
    List<Raster> features = gradients.features();
    double[] sum = new double[features.getFirst().count()];
    for (int c = 0; c < features.size(); c++) {
      double weight =
          weighing == Weighing.GRAD_CAM
              ? gradients.featureGradient().get(c).mean()
              : plusPlus(features.get(c), gradients.featureGradient().get(c));
      for (int i = 0; i < sum.length; i++) {
        sum[i] += weight * features.get(c).at(i);
      }
    }
    double max = Math.max(TINY, Arrays.stream(sum).max().orElse(0));
    Raster first = features.getFirst();
    return Raster.drawn(
        first.width(), first.height(), (x, y) -> Math.max(0, sum[y * first.width() + x]) / max);
  }

  private static double plusPlus(Raster feature, Raster gradient) {
    double total = feature.sum();
    double weight = 0;
    for (int i = 0; i < gradient.count(); i++) {
      double g = gradient.at(i);
      double below = 2 * g * g + total * g * g * g + TINY;
      // For a negative gradient the denominator may be anything, but its share is 0 then.
      weight += g > 0 ? g * g / below * g : 0;
    }
    return weight;
  }
}
