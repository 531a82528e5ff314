package health.cairn.imaging.fuse;

import java.util.List;

/// What one member that never saw the patient said of one image: a row of the file that fusion and
/// calibration are fitted on.
///
/// @param id of the image
/// @param fold that the patient stands in
/// @param label the truth
/// @param member name of the model ("cheng-t1c-vgg16")
/// @param probabilities of glioma, meningioma, pituitary, none: the softmax before any calibration;
///   sum 1. A member that knows no "none" gives it 0.
/// @param novelty share of held-out training images that lie nearer to the training set in this
///   member's embedding than this image does, 0..1; NaN when the member has no embedding
/// @param evidence the same in all rows of an image
public record OutOfFold(
    String id,
    String patient,
    int fold,
    TumourClass label,
    String member,
    List<Double> probabilities,
    double novelty,
    SliceEvidence evidence) {
  private static final double SUM_TOLERANCE = 1e-3;

  public OutOfFold {
    probabilities = List.copyOf(probabilities);
    if (probabilities.size() != TumourClass.values().length) {
      throw new IllegalArgumentException(probabilities.size() + " probabilities");
    }
    double sum = 0;
    for (double p : probabilities) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("a probability of " + p);
      }
      sum += p;
    }
    if (Math.abs(sum - 1) > SUM_TOLERANCE) {
      throw new IllegalArgumentException("probabilities with the sum " + sum);
    }
  }
}
