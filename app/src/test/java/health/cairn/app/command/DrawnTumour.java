package health.cairn.app.command;

import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Volume;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A head with a tumour, as `drawn` of `training/volumes/phantoms.py` draws it, to the last grey level.
///
/// @param regions where the tumour truly is, by the names of the BraTS regions
record DrawnTumour(Map<SequenceRole, Volume> sequences, Map<String, Mask> regions) {
  static final Grid GRID =
      DrawnStudy.grid(48, 56, 40, DrawnStudy.at(-35.25, -41.25, -39), 1.5, 1.5, 2);
  private static final double[] HALF_MM = {36, 42, 40};
  private static final List<SequenceRole> SEQUENCES =
      List.of(SequenceRole.FLAIR, SequenceRole.T1, SequenceRole.T1C, SequenceRole.T2);

  /// Head, fluid, vessel, oedema, rim, necrosis on each sequence.
  private static final int[][] TISSUES = {
    {300, 90, 280, 620, 480, 430},
    {400, 150, 330, 330, 350, 220},
    {420, 160, 780, 345, 800, 240},
    {350, 780, 200, 600, 520, 720}
  };

  /// @param centre in shares of half the grid
  private record Ball(double[] centre, double[] radiiMm) {
    boolean holds(double[] at) {
      double sum = 0;
      for (int axis = 0; axis < 3; axis++) {
        double d = (at[axis] - centre[axis]) * HALF_MM[axis] / radiiMm[axis];
        sum += d * d;
      }
      return sum <= 1;
    }
  }

  static DrawnTumour of(int seed) {
    Draws draws = new Draws(seed);
    double[] scale = draws.several(4, 0.6, 0.7);
    double[] slopes = draws.several(8, 0.3, -0.15);
    double[] head = draws.several(3, 0.1, 0.86);
    for (int axis = 0; axis < 3; axis++) {
      head[axis] *= HALF_MM[axis];
    }
    double[] vesselAt = draws.several(3, 0.8, -0.4);
    double vessel = 3 + 2 * draws.next();
    double[] centre = {
      0.9 * draws.next() - 0.45, 0.8 * draws.next() - 0.4, 0.6 * draws.next() - 0.3
    };
    double[] rim = draws.several(3, 5, 8);
    double inner = 0.5 + 0.15 * draws.next();
    double outer = 1.35 + 0.4 * draws.next();
    double[] fluid = {4, 12, 6};
    List<List<Ball>> tissues =
        List.of(
            List.of(new Ball(new double[3], head)),
            List.of(
                new Ball(new double[] {-0.2, 0, 0.1}, fluid),
                new Ball(new double[] {0.2, 0, 0.1}, fluid)),
            List.of(new Ball(vesselAt, new double[] {vessel, vessel, vessel})),
            List.of(new Ball(centre, times(rim, outer))),
            List.of(new Ball(centre, rim)),
            List.of(new Ball(centre, times(rim, inner))));
    int[] tissue = new int[GRID.voxels()];
    Map<String, BitSet> where = new LinkedHashMap<>();
    List.of("whole tumour", "tumour core", "enhancing tumour")
        .forEach(name -> where.put(name, new BitSet()));
    short[][] stored = new short[SEQUENCES.size()][GRID.voxels()];
    for (int k = 0; k < GRID.slices(); k++) {
      for (int j = 0; j < GRID.rows(); j++) {
        for (int i = 0; i < GRID.columns(); i++) {
          double[] at = {share(i, GRID.columns()), share(j, GRID.rows()), share(k, GRID.slices())};
          int voxel = GRID.offset(i, j, k);
          tissue[voxel] = tissueAt(tissues, at);
          where.get("whole tumour").set(voxel, tissue[voxel] >= 3);
          where.get("tumour core").set(voxel, tissue[voxel] >= 4);
          where.get("enhancing tumour").set(voxel, tissue[voxel] == 4);
          for (int number = 0; number < stored.length && tissue[voxel] >= 0; number++) {
            double lit =
                (TISSUES[number][tissue[voxel]] + noise(i, j, k, number, seed))
                    * scale[number]
                    * (1 + slopes[2 * number] * at[0] + slopes[2 * number + 1] * at[1]);
            stored[number][voxel] = (short) Math.max(1, (int) Math.floor(lit));
          }
        }
      }
    }
    Map<SequenceRole, Volume> sequences = new LinkedHashMap<>();
    for (int number = 0; number < stored.length; number++) {
      sequences.put(SEQUENCES.get(number), Volume.owning(GRID, stored[number], false, 1, 0));
    }
    Map<String, Mask> regions = new LinkedHashMap<>();
    where.forEach((name, bits) -> regions.put(name, Mask.of(GRID, bits)));
    return new DrawnTumour(sequences, regions);
  }

  /// The last of the tissues that lie there; -1 outside of the head.
  private static int tissueAt(List<List<Ball>> tissues, double[] at) {
    for (int last = tissues.size() - 1; last >= 0; last--) {
      if (tissues.getFirst().getFirst().holds(at)
          && tissues.get(last).stream().anyMatch(ball -> ball.holds(at))) {
        return last;
      }
    }
    return -1;
  }

  private static double[] times(double[] values, double factor) {
    double[] scaled = values.clone();
    for (int i = 0; i < scaled.length; i++) {
      scaled[i] *= factor;
    }
    return scaled;
  }

  private static double share(int index, int n) {
    return (2 * index - (n - 1)) / (double) n;
  }

  private static int noise(int i, int j, int k, int number, int seed) {
    long mixed =
        (i * 73856093L ^ j * 19349663L ^ k * 83492791L ^ (number + 1) * 40503L ^ seed * 7919L)
            & 0xFFFFFFFFL;
    mixed = ((mixed ^ (mixed >> 15)) * 668265261L) & 0xFFFFFFFFL;
    return (int) ((mixed ^ (mixed >> 13)) % 81) - 40;
  }

  /// Numbers in [0, 1): the upper 31 bits of a 64-bit congruential generator (Knuth's MMIX).
  private static final class Draws {
    private long state;

    Draws(long seed) {
      state = seed;
      several(8, 1, 0);
    }

    double next() {
      state = state * 6364136223846793005L + 1442695040888963407L;
      return (state >>> 33) / (double) (1L << 31);
    }

    double[] several(int n, double times, double plus) {
      double[] drawn = new double[n];
      for (int i = 0; i < n; i++) {
        drawn[i] = times * next() + plus;
      }
      return drawn;
    }
  }
}
