package health.cairn.imaging.segment;

import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.uncertainty.DoubtMap;
import health.cairn.imaging.volume.Segment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// The structures a model outlined in one volume.
///
/// @param outlined those that have voxels, in the card's order
/// @param notFound labels of the card without any voxel
/// @param patches that went through the network
/// @param notes what a reader should know, one sentence each
/// @param doubt where the model doubts any of its structures, also those it did not find; 0 where it did not look
public record Structures(
    List<Outlined> outlined,
    List<String> notFound,
    int patches,
    ModelRef model,
    List<String> notes,
    DoubtMap doubt) {

  public Structures {
    outlined = List.copyOf(outlined);
    notFound = List.copyOf(notFound);
    notes = List.copyOf(notes);
  }

  public Optional<Outlined> of(String label) {
    return outlined.stream().filter(o -> o.segment().label().equals(label)).findFirst();
  }

  /// One structure.
  ///
  /// @param segment on the grid that was asked for, with the card's code
  /// @param parts connected components (26-neighbourhood)
  /// @param volumeMl of the mask, by the grid's affine
  /// @param meanProbability mean of the model's probability over its voxels, 0..1
  /// @param uncertainty mean binary entropy of that probability in bits, 0 (sure) .. 1 (a coin)
  /// @param volumeCi95Ml 95 % interval of the volume in mL, where the card promises one for this structure
  /// @param cut voxels were marked from this probability on; empty where the most probable label won
  /// @param rgb the card's recommended display colour, 0xRRGGBB
  public record Outlined(
      Segment segment,
      int parts,
      double volumeMl,
      double meanProbability,
      double uncertainty,
      Optional<Interval> volumeCi95Ml,
      OptionalDouble cut,
      Optional<Integer> rgb) {}
}
