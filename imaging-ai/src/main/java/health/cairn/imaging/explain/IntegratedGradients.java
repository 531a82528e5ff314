package health.cairn.imaging.explain;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.slice.Raster;
import java.util.ArrayList;
import java.util.List;

/// How much each pixel adds to a logit on the way from a baseline image to this one (Sundararajan et
/// al., ICML 2017), by the midpoint rule.
///
/// The parts sum to the difference of the logits, as far as the steps are fine enough; how far they
/// were is reported. The map depends on the baseline: against black, dark pixels cannot count.
///
/// @param attribution signed, in logits per pixel
/// @param difference logit of the image minus that of the baseline
/// @param sum of the attribution; equal to the difference but for the steps
public record IntegratedGradients(Raster attribution, double difference, double sum) {
  private static final int BATCH = 8;

  /// @param steps points along the way, 64 to 128; [#gap] says whether they were enough
  public static IntegratedGradients of(
      ExplainableModel model, Raster image, Raster baseline, int classIndex, int steps)
      throws ImagingException {
    if (!image.sameSizeAs(baseline) || steps < 1) {
      throw new IllegalArgumentException("a baseline of another size, or no steps");
    }
    double[] mean = new double[image.count()];
    for (int from = 0; from < steps; from += BATCH) {
      List<Raster> way = new ArrayList<>();
      for (int step = from; step < Math.min(steps, from + BATCH); step++) {
        double share = (step + 0.5) / steps;
        way.add(
            Raster.drawn(
                image.width(),
                image.height(),
                (x, y) -> baseline.at(x, y) + share * (image.at(x, y) - baseline.at(x, y))));
      }
      for (Gradients gradients : model.gradients(way, model.towards(classIndex))) {
        for (int i = 0; i < mean.length; i++) {
          mean[i] += gradients.imageGradient().at(i) / steps;
        }
      }
    }
    List<Scores> ends = model.scores(List.of(image, baseline));
    Raster attribution =
        Raster.drawn(
            image.width(),
            image.height(),
            (x, y) -> mean[y * image.width() + x] * (image.at(x, y) - baseline.at(x, y)));
    return new IntegratedGradients(
        attribution,
        ends.getFirst().logit(classIndex) - ends.getLast().logit(classIndex),
        attribution.sum());
  }

  /// How far the sum misses the difference, as a share of it; below 0.05 the steps were fine enough.
  public double gap() {
    return Math.abs(sum - difference) / Math.max(1e-9, Math.abs(difference));
  }

  /// What speaks for the class, 0..1.
  public Raster positive() {
    return attribution.normalised();
  }

  /// What matters either way, 0..1.
  public Raster magnitude() {
    return attribution.map(Math::abs).normalised();
  }
}
