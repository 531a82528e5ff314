package health.cairn.imaging.draw;

import java.util.Arrays;

/// What one movement of the hand turned over on one slice. A voxel is turned over once at most, so that taking
/// it back and doing it again are the same: turning over.
final class Stroke {
  private static final int BYTES_OF_AN_OBJECT = 64;

  private final Patch patch;

  /// Pairs: the offset of the first voxel in the grid, and how many follow each other.
  private final int[] runs;

  private Stroke(Patch patch, int[] runs) {
    this.patch = patch;
    this.runs = runs;
  }

  /// @param offsets of the voxels in their grid, at least one, without repeats; put in order here
  /// @param count how many of them count
  static Stroke of(Patch patch, int[] offsets, int count) {
    Arrays.sort(offsets, 0, count);
    int lengths = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || offsets[i] != offsets[i - 1] + 1) {
        lengths++;
      }
    }
    int[] runs = new int[2 * lengths];
    int at = -2;
    for (int i = 0; i < count; i++) {
      if (i == 0 || offsets[i] != offsets[i - 1] + 1) {
        at += 2;
        runs[at] = offsets[i];
      }
      runs[at + 1]++;
    }
    return new Stroke(patch, runs);
  }

  Patch patch() {
    return patch;
  }

  int[] runs() {
    return runs;
  }

  /// What remembering it costs.
  long bytes() {
    return BYTES_OF_AN_OBJECT + 4L * runs.length;
  }
}
