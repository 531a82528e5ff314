package health.cairn.imaging.explain;

import health.cairn.imaging.slice.Raster;
import java.util.List;

/// What an explanation graph says of one image.
///
/// @param features C maps of the last convolution, [h,w] each
/// @param featureGradient of the direction's sum of logits, one map per feature
/// @param imageGradient of the same, as large as the image
public record Gradients(
    Scores scores, List<Raster> features, List<Raster> featureGradient, Raster imageGradient) {
  public Gradients {
    features = List.copyOf(features);
    featureGradient = List.copyOf(featureGradient);
    if (features.isEmpty() || features.size() != featureGradient.size()) {
      throw new IllegalArgumentException(
          features.size() + " features with " + featureGradient.size() + " gradients");
    }
    for (int c = 0; c < features.size(); c++) {
      if (!features.get(c).sameSizeAs(features.getFirst())
          || !featureGradient.get(c).sameSizeAs(features.getFirst())) {
        throw new IllegalArgumentException("features and gradients of different sizes");
      }
    }
  }
}
