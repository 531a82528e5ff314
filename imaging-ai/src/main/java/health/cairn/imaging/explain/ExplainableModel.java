package health.cairn.imaging.explain;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.slice.Raster;
import java.util.List;
import java.util.stream.IntStream;

/// A classifier whose graph holds its own gradients, as `training/tumour/explain_export.py` writes it.
///
/// An adapter gives each image the input "image" [n,1,S,S] and `direction` as "direction" [n,K], and
/// reads "logits", "features", "featureGradient" and "imageGradient".
public interface ExplainableModel extends Scorer {
  /// Answers and gradients of `sum(direction * logits)`, one per image, in their order.
  ///
  /// @param direction one weight per class; 1 for the class in question and 0 for the others, or a
  ///   difference of classes
  List<Gradients> gradients(List<Raster> images, List<Double> direction) throws ImagingException;

  /// Of one image.
  default Gradients gradients(Raster image, List<Double> direction) throws ImagingException {
    return gradients(List.of(image), direction).getFirst();
  }

  /// The direction that asks for one class.
  default List<Double> towards(int classIndex) {
    return IntStream.range(0, classes().size()).mapToObj(k -> k == classIndex ? 1.0 : 0.0).toList();
  }
}
