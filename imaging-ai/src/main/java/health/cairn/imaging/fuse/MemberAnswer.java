package health.cairn.imaging.fuse;

import java.util.List;

/// What one member says of an image.
///
/// @param probabilities of glioma, meningioma, pituitary, none, before any calibration; sum 1
/// @param novelty as in [OutOfFold]; NaN when the member has no embedding
public record MemberAnswer(String member, List<Double> probabilities, double novelty) {
  public MemberAnswer {
    probabilities = List.copyOf(probabilities);
    if (probabilities.size() != TumourClass.values().length) {
      throw new IllegalArgumentException(probabilities.size() + " probabilities");
    }
  }
}
