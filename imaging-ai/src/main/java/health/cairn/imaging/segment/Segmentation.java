package health.cairn.imaging.segment;

import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.uncertainty.DoubtMap;
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
/// @param doubt where the model doubts, also outside of what was found; empty where it gives no
///   probabilities, or the outline was read back
public record Segmentation(
    List<Found> found,
    int slicesUsed,
    int slicesInVolume,
    ModelRef model,
    List<String> notes,
    Optional<DoubtMap> doubt) {

  /// Without a map of doubt.
  public Segmentation(
      List<Found> found, int slicesUsed, int slicesInVolume, ModelRef model, List<String> notes) {
    this(found, slicesUsed, slicesInVolume, model, notes, Optional.empty());
  }

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
  /// @param disagreement how much of the uncertainty is the disagreement of an ensemble's networks, bits
  ///   (mean mutual information); empty for a network alone
  /// @param lesions its parts one by one, the largest first; empty where they are not known
  public record Found(
      Segment segment,
      int parts,
      double meanProbability,
      double uncertainty,
      Optional<Interval> volumeCi95Ml,
      OptionalDouble cut,
      OptionalDouble disagreement,
      List<Lesion> lesions) {

    public Found {
      lesions = List.copyOf(lesions);
    }

    /// An outline that was not cut from probabilities, without its parts one by one.
    public Found(
        Segment segment,
        int parts,
        double meanProbability,
        double uncertainty,
        Optional<Interval> volumeCi95Ml) {
      this(
          segment,
          parts,
          meanProbability,
          uncertainty,
          volumeCi95Ml,
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          List.of());
    }
  }

  /// One connected part of an outline, as it was marked on the series the model looked at. Means are over
  /// the voxels that were marked, not over what these enclose.
  ///
  /// @param volumeMl with what it encloses within a slice; all parts' together are the outline's
  /// @param meanProbability 0..1
  /// @param uncertainty mean binary entropy in bits, 0 (sure) .. 1 (a coin)
  /// @param disagreement as [Found#disagreement]
  /// @param keySlice the slice that holds most of it, from 0
  public record Lesion(
      double volumeMl,
      double meanProbability,
      double uncertainty,
      OptionalDouble disagreement,
      int keySlice) {}
}
