package health.cairn.imaging.segment;

import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.volume.Segment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a model outlined in one volume.
///
/// @param found one entry per label of the model that has voxels; empty where there is no tumour
/// @param slicesUsed slices the model has seen
/// @param slicesInVolume slices there are; the others are interpolated
/// @param notes what a reader should know: which parts were left out, and why
public record Segmentation(
    List<Found> found, int slicesUsed, int slicesInVolume, ModelRef model, List<String> notes) {

  public Segmentation {
    found = List.copyOf(found);
    notes = List.copyOf(notes);
  }

  /// The segment with the largest volume, where there is one.
  public Optional<Found> largest() {
    return found.stream()
        .max(
            (a, b) -> Double.compare(a.segment().mask().volumeMl(), b.segment().mask().volumeMl()));
  }

  /// One outlined label.
  ///
  /// @param segment on the volume's own grid; all of its parts together
  /// @param parts connected components (26-neighbourhood)
  /// @param meanProbability mean of the model's probability over the segment's voxels, 0..1
  /// @param uncertainty mean binary entropy of that probability in bits, 0 (sure) .. 1 (a coin)
  /// @param volumeCi95Ml 95 % interval of the volume in mL, where the model's card has factors
  /// @param cut voxels were marked from this probability on; empty where none were given
  public record Found(
      Segment segment,
      int parts,
      double meanProbability,
      double uncertainty,
      Optional<Interval> volumeCi95Ml,
      OptionalDouble cut) {

    /// An outline that was not cut from probabilities.
    public Found(
        Segment segment,
        int parts,
        double meanProbability,
        double uncertainty,
        Optional<Interval> volumeCi95Ml) {
      this(segment, parts, meanProbability, uncertainty, volumeCi95Ml, OptionalDouble.empty());
    }
  }
}
