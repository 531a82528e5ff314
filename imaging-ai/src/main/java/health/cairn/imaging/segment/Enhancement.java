package health.cairn.imaging.segment;

import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Volume;
import java.util.Arrays;

/// Which voxels took up contrast agent: those that are brighter after it than the rest of the head
/// says they should be.
///
/// MR intensities have no unit and the two series need not share a scale, so the scale between them
/// is the median ratio over the head, and the noise is the median absolute deviation of what is left
/// (times 1.4826, the standard deviation it stands for). Most of a head takes up nothing, which is
/// what makes medians the right choice.
final class Enhancement {
  /// Brighter by a fifth: less is within what coil and bias field do between two series.
  static final double MIN_GAIN = 0.2;

  private static final double MIN_SIGMAS = 3;
  private static final int SAMPLES = 200_000;

  private final Volume after;
  private final Volume before;
  private final Mask known;
  private final double scale;
  private final double least;

  private Enhancement(Volume after, Volume before, Mask known, double scale, double least) {
    this.after = after;
    this.before = before;
    this.known = known;
    this.scale = scale;
    this.least = least;
  }

  /// @param before on the same grid as `after`
  /// @param known voxels for which `before` was measured
  static Enhancement of(Volume after, Volume before, Mask known) {
    Grid grid = after.grid();
    int stride = Math.max(1, grid.voxels() / SAMPLES);
    double[][] pairs = new double[2][grid.voxels() / stride + 1];
    int n = 0;
    for (int at = known.next(0); at >= 0; at = known.next(at + stride)) {
      if (n < pairs[0].length) {
        pairs[0][n] = value(after, at);
        pairs[1][n] = value(before, at);
        n++;
      }
    }
    double headAfter = Arrays.stream(pairs[0], 0, n).average().orElse(0) / 2;
    double headBefore = Arrays.stream(pairs[1], 0, n).average().orElse(0) / 2;
    double[] ratios = new double[n];
    int head = 0;
    for (int i = 0; i < n; i++) {
      if (pairs[0][i] > headAfter && pairs[1][i] > headBefore && pairs[1][i] > 0) {
        pairs[0][head] = pairs[0][i];
        pairs[1][head] = pairs[1][i];
        ratios[head] = pairs[0][head] / pairs[1][head];
        head++;
      }
    }
    double scale = median(ratios, head);
    double[] rest = new double[head];
    for (int i = 0; i < head; i++) {
      rest[i] = Math.abs(pairs[0][i] - scale * pairs[1][i]);
    }
    return new Enhancement(after, before, known, scale, MIN_SIGMAS * 1.4826 * median(rest, head));
  }

  /// The share of a part's voxels that took up contrast agent, of those that can be told.
  double share(Part part) {
    Grid grid = after.grid();
    long told = 0;
    long enhancing = 0;
    for (Part.Run run : part.runs()) {
      int base = grid.offset(0, run.row(), run.slice());
      for (int column = run.from(); column < run.to(); column++) {
        if (known.at(column, run.row(), run.slice())) {
          told++;
          enhancing += enhances(base + column) ? 1 : 0;
        }
      }
    }
    return told == 0 ? 0 : enhancing / (double) told;
  }

  private boolean enhances(int at) {
    double expected = scale * value(before, at);
    double gain = value(after, at) - expected;
    return gain > least && gain > MIN_GAIN * expected;
  }

  private static double value(Volume volume, int at) {
    Grid grid = volume.grid();
    int inSlice = at % grid.voxelsPerSlice();
    return volume.valueAt(
        inSlice % grid.columns(), inSlice / grid.columns(), at / grid.voxelsPerSlice());
  }

  private static double median(double[] values, int n) {
    if (n == 0) {
      return 0;
    }
    double[] ascending = Arrays.copyOf(values, n);
    Arrays.sort(ascending);
    return ascending[n / 2];
  }
}
