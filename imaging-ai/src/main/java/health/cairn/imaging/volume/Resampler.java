package health.cairn.imaging.volume;

import health.cairn.imaging.Progress;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// Brings volumes and masks onto another grid through patient coordinates: no registration, only
/// what the headers say. Stateless; any thread; uses all processors.
public final class Resampler {
  private Resampler() {}

  /// What to do about two grids whose frames of reference differ or are not known.
  public enum Space {
    /// Refuse: positions in different frames of reference cannot be compared (PS3.3 C.7.4.1).
    SAME_FRAME_OF_REFERENCE,
    /// The caller takes it upon itself that both lie in one space; the result says so.
    ASSUME_SAME
  }

  /// A volume on the grid that was asked for, or why there is none.
  public sealed interface Resampling {}

  /// @param volume on the target grid, same signedness and rescale as its source
  /// @param inside voxels that the source covers; all others hold the source's lowest stored value
  ///   and are no measurement
  /// @param issues what a reader should know, one sentence each
  public record Resampled(Volume volume, Mask inside, List<String> issues) implements Resampling {
    public Resampled {
      issues = List.copyOf(issues);
    }
  }

  /// @param reason one sentence
  public record Refused(String reason) implements Resampling {}

  /// Trilinear; exact on a linear ramp but for the rounding to stored samples. A target voxel whose
  /// centre lies outside the source by up to half a source voxel takes the value at the edge.
  ///
  /// @throws java.util.concurrent.CancellationException when `progress` says stop
  public static Resampling resample(Volume source, Grid target, Space space, Progress progress) {
    Grid from = source.grid();
    var issues = new ArrayList<String>();
    String mismatch = mismatch(from, target);
    if (!mismatch.isEmpty()) {
      if (space == Space.SAME_FRAME_OF_REFERENCE) return new Refused(mismatch);
      issues.add(mismatch + "; assumed to be one space");
    }
    short[] stored = new short[target.voxels()];
    BitSet inside = new BitSet(target.voxels());
    Sampler sampler = new Sampler(source);
    forEachSlice(
        target,
        progress,
        slice -> {
          BitSet covered = new BitSet(target.voxelsPerSlice());
          sampler.slice(target, slice, stored, covered);
          return covered;
        },
        inside);
    if (inside.isEmpty()) return new Refused("The two volumes do not overlap");
    Mask mask = Mask.of(target, inside);
    int percent = (int) (100L * mask.count() / target.voxels());
    if (percent < 99) issues.add("Covers " + percent + " % of the grid it was brought onto");
    Volume volume =
        Volume.owning(target, stored, source.signed(), source.slope(), source.intercept());
    return new Resampled(volume, mask, issues);
  }

  /// Nearest voxel. What lies outside the mask's grid is outside the mask.
  ///
  /// @throws IllegalArgumentException where the frames of reference differ
  public static Mask resample(Mask source, Grid target) {
    if (!mismatch(source.grid(), target).isEmpty()) {
      throw new IllegalArgumentException(mismatch(source.grid(), target));
    }
    IndexMap map = IndexMap.between(target, source.grid());
    Grid from = source.grid();
    BitSet bits = new BitSet(target.voxels());
    forEachSlice(
        target,
        Progress.NONE,
        slice -> {
          BitSet hits = new BitSet(target.voxelsPerSlice());
          for (int row = 0; row < target.rows(); row++) {
            for (int column = 0; column < target.columns(); column++) {
              int x = (int) Math.round(map.column(column, row, slice));
              int y = (int) Math.round(map.row(column, row, slice));
              int z = (int) Math.round(map.slice(column, row, slice));
              boolean in =
                  x >= 0
                      && y >= 0
                      && z >= 0
                      && x < from.columns()
                      && y < from.rows()
                      && z < from.slices();
              if (in && source.at(x, y, z)) hits.set(row * target.columns() + column);
            }
          }
          return hits;
        },
        bits);
    return Mask.of(target, bits);
  }

  private static String mismatch(Grid a, Grid b) {
    if (a.frameOfReferenceUid().isEmpty() || b.frameOfReferenceUid().isEmpty()) {
      return "One of the volumes has no frame of reference";
    }
    return a.frameOfReferenceUid().equals(b.frameOfReferenceUid())
        ? ""
        : "The volumes lie in different frames of reference";
  }

  private interface SliceWork {
    BitSet on(int slice);
  }

  /// Slices in batches, so that the caller's thread can report and be told to stop in between.
  private static void forEachSlice(Grid target, Progress progress, SliceWork work, BitSet all) {
    int batch = Math.max(1, 2 * Runtime.getRuntime().availableProcessors());
    int n = target.voxelsPerSlice();
    for (int start = 0; start < target.slices(); start += batch) {
      progress.report("Resampling", start, target.slices());
      int first = start;
      List<BitSet> parts =
          IntStream.range(start, Math.min(target.slices(), start + batch))
              .parallel()
              .mapToObj(work::on)
              .toList();
      for (int i = 0; i < parts.size(); i++) {
        int offset = (first + i) * n;
        parts.get(i).stream().forEach(bit -> all.set(offset + bit));
      }
    }
    progress.report("Resampling", target.slices(), target.slices());
  }
}
