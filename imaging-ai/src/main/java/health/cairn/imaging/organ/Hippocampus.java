package health.cairn.imaging.organ;

import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.volume.Laterality;
import health.cairn.imaging.volume.PatientPoint;
import java.util.List;
import java.util.Optional;

/// One hippocampus, found in a head.
///
/// @param side of the patient, by patient coordinates
/// @param parts anterior, then posterior, on the series' own grid
/// @param volumeMl of both parts together, on the series' own grid
/// @param volumeCi95Ml 95 % interval of that volume for a box placed well, where the model's card has one
/// @param volumeRangeMl smallest and largest volume over boxes that lie a few millimetres apart: how far
///   the answer hangs on where the box was put. No confidence interval
/// @param spreadMm largest distance of a middle from the mean middle over the same boxes
/// @param boxes how many
/// @param meanProbability of being hippocampus over its voxels
/// @param middle in patient millimetres
public record Hippocampus(
    Laterality side,
    List<Part> parts,
    double volumeMl,
    Optional<Interval> volumeCi95Ml,
    Interval volumeRangeMl,
    double spreadMm,
    int boxes,
    double meanProbability,
    PatientPoint middle) {

  public Hippocampus {
    parts = List.copyOf(parts);
  }

  /// @param segment labelled with the side ("left anterior hippocampus")
  /// @param uncertainty mean binary entropy of the probability in bits, 0 (sure) .. 1 (a coin)
  /// @param rgb the card's recommended display colour, 0xRRGGBB
  public record Part(
      health.cairn.imaging.volume.Segment segment, double uncertainty, Optional<Integer> rgb) {}

  /// What a search says.
  public sealed interface Answer {}

  /// @param notes what a reader should know, one sentence each
  public record Found(List<Hippocampus> organs, List<String> notes) implements Answer {
    public Found {
      organs = List.copyOf(organs);
      notes = List.copyOf(notes);
    }
  }

  /// @param reason one sentence
  public record NotFound(String reason) implements Answer {}
}
