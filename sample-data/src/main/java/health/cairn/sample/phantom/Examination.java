package health.cairn.sample.phantom;

import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Volume;
import java.util.List;

/// What one visit to the scanner gave, and what nobody but the generator can know.
///
/// @param series in the order of acquisition, all in one frame of reference
/// @param tumour voxels of the contrast series at least half of which is tumour, core and rim
/// @param tumourMl the tumour's volume by integration of its surface, in mL
public record Examination(List<Acquired> series, Mask tumour, double tumourMl) {

  public Examination {
    series = List.copyOf(series);
  }

  /// One series as acquired.
  public record Acquired(MrSequence sequence, Volume volume) {}

  /// Images the head that a seed gives.
  ///
  /// Takes seconds on all processors. The same seed gives the same samples.
  ///
  /// @param frameOfReferenceUid shared by all series
  public static Examination of(long seed, String frameOfReferenceUid) {
    List<MrSequence> protocol =
        List.of(MrSequence.T1, MrSequence.T2, MrSequence.FLAIR, MrSequence.T1_CONTRAST);
    return new Scanner(new Head(seed), new Placement(frameOfReferenceUid), seed).acquire(protocol);
  }
}
