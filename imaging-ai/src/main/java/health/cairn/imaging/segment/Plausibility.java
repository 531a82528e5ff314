package health.cairn.imaging.segment;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Which parts of what a slice-by-slice model marked are believed, and why the others are not.
///
/// The model sees one slice at a time and never saw a slice without tumour of the same patient, so it
/// marks vessels, dura and noise here and there. What separates a tumour from those is that it has
/// substance and goes on through neighbouring slices. The limits are stated here once, for every
/// patient; they are not learnt from one.
final class Plausibility {
  /// About the volume of a sphere of 6 mm: smaller spots are not measurable disease.
  static final double MIN_VOLUME_ML = 0.1;

  /// A part has to reach through at least this much of the stack: slices nearer than this all have
  /// to show it.
  static final double MIN_EXTENT_MM = 5;

  /// A part's mean probability; the threshold alone is the limit for a single voxel.
  static final double MIN_MEAN_PROBABILITY = 0.6;

  /// A part beside the main one has at least this share of its sum of probabilities.
  static final double MIN_SHARE_OF_MAIN = 0.1;

  private Plausibility() {}

  /// @param kept main part first
  /// @param notes one sentence for each reason, with how many parts and how much volume it left out
  record Verdict(List<Part> kept, List<String> notes) {}

  static Verdict judge(List<Part> parts, Grid grid) {
    List<Part> kept = new ArrayList<>();
    Dropped small = new Dropped(String.format(Locale.ROOT, "smaller than %.1f mL", MIN_VOLUME_ML));
    Dropped flat = new Dropped("seen in too few neighbouring slices");
    Dropped doubtful =
        new Dropped(
            String.format(Locale.ROOT, "mean probability below %.2f", MIN_MEAN_PROBABILITY));
    Dropped minor =
        new Dropped(
            String.format(
                Locale.ROOT, "less than %.0f %% of the main part", MIN_SHARE_OF_MAIN * 100));
    double voxelMl = grid.affine().voxelVolumeMm3() / 1000;
    for (Part part : parts) {
      double ml = part.voxels() * voxelMl;
      if (ml < MIN_VOLUME_ML) {
        small.add(ml);
      } else if (part.slices() < minimumSlices(grid)) {
        flat.add(ml);
      } else if (part.meanProbability() < MIN_MEAN_PROBABILITY) {
        doubtful.add(ml);
      } else if (!kept.isEmpty()
          && part.probabilitySum() < MIN_SHARE_OF_MAIN * kept.getFirst().probabilitySum()) {
        minor.add(ml);
      } else {
        kept.add(part);
      }
    }
    List<String> notes = new ArrayList<>();
    for (Dropped dropped : List.of(flat, doubtful, minor, small)) {
      dropped.say(notes);
    }
    return new Verdict(kept, notes);
  }

  /// Two slices at least, where there are two: a mark on a single slice has no neighbour to confirm
  /// it, however thick the slice.
  static int minimumSlices(Grid grid) {
    Affine affine = grid.affine();
    double apart = affine.voxelVolumeMm3() / affine.columnStep().cross(affine.rowStep()).length();
    int byExtent = (int) Math.ceil(MIN_EXTENT_MM / apart - 1e-6);
    return Math.min(grid.slices(), Math.max(2, byExtent));
  }

  private static final class Dropped {
    private final String reason;
    private int parts;
    private double ml;

    Dropped(String reason) {
      this.reason = reason;
    }

    void add(double partMl) {
      parts++;
      ml += partMl;
    }

    void say(List<String> notes) {
      if (parts > 0) {
        notes.add(
            String.format(
                Locale.ROOT,
                "Left out %d marked %s (%.1f mL): %s.",
                parts,
                parts == 1 ? "part" : "parts",
                ml,
                reason));
      }
    }
  }
}
