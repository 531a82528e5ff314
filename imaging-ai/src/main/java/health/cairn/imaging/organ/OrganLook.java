package health.cairn.imaging.organ;

import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// What a network saw in one box: the organ's parts by voxel, and what that looks like as an organ.
///
/// @param probabilities per label of the model on the box's grid, the background first
/// @param volumeMl of all parts together
/// @param largestShare of the voxels that hang together (26-neighbourhood)
/// @param middle of the largest piece
/// @param anterior middle of the first part
/// @param posterior middle of the second part
/// @param meanProbability of being the organ, over the organ's voxels
/// @param cutOff voxels of the organ at the faces of the box
record OrganLook(
    List<Volume> probabilities,
    double volumeMl,
    double largestShare,
    PatientPoint middle,
    PatientPoint anterior,
    PatientPoint posterior,
    double meanProbability,
    int cutOff) {
  private static final int BACKGROUND = 0;
  private static final int ANTERIOR = 1;
  private static final int POSTERIOR = 2;

  /// Below this there is nothing whose middle means anything.
  private static final int LEAST_VOXELS = 200;

  /// @return empty where the network sees no organ with both parts in the box
  static Optional<OrganLook> of(List<Volume> probabilities) {
    Grid grid = probabilities.getFirst().grid();
    byte[] labels = labels(probabilities, grid);
    BitSet organ = new BitSet(labels.length);
    for (int i = 0; i < labels.length; i++) {
      organ.set(i, labels[i] != BACKGROUND);
    }
    if (organ.cardinality() < LEAST_VOXELS) {
      return Optional.empty();
    }
    BitSet largest = largest(organ, grid);
    Optional<PatientPoint> anterior = middle(largest, labels, ANTERIOR, grid);
    Optional<PatientPoint> posterior = middle(largest, labels, POSTERIOR, grid);
    if (anterior.isEmpty() || posterior.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new OrganLook(
            probabilities,
            organ.cardinality() * grid.affine().voxelVolumeMm3() / 1000,
            (double) largest.cardinality() / organ.cardinality(),
            middle(largest, labels, BACKGROUND, grid).orElseThrow(),
            anterior.get(),
            posterior.get(),
            meanProbability(probabilities.getFirst(), organ, grid),
            atFaces(organ, grid)));
  }

  /// The most probable label of each voxel, the first of equals.
  static byte[] labels(List<Volume> probabilities, Grid grid) {
    byte[] labels = new byte[grid.voxels()];
    int n = grid.voxelsPerSlice();
    for (int slice = 0; slice < grid.slices(); slice++) {
      float[] best = probabilities.getFirst().sliceValues(slice);
      for (int label = 1; label < probabilities.size(); label++) {
        float[] values = probabilities.get(label).sliceValues(slice);
        for (int i = 0; i < n; i++) {
          if (values[i] > best[i]) {
            best[i] = values[i];
            labels[slice * n + i] = (byte) label;
          }
        }
      }
    }
    return labels;
  }

  private static BitSet largest(BitSet organ, Grid grid) {
    BitSet open = (BitSet) organ.clone();
    BitSet largest = new BitSet();
    int[] queue = new int[organ.cardinality()];
    for (int seed = open.nextSetBit(0); seed >= 0; seed = open.nextSetBit(seed + 1)) {
      BitSet part = new BitSet(organ.length());
      int end = 0;
      queue[end++] = seed;
      open.clear(seed);
      for (int next = 0; next < end; next++) {
        int at = queue[next];
        part.set(at);
        int column = at % grid.columns();
        int row = at / grid.columns() % grid.rows();
        int slice = at / grid.voxelsPerSlice();
        for (int k = Math.max(0, slice - 1); k <= Math.min(grid.slices() - 1, slice + 1); k++) {
          for (int j = Math.max(0, row - 1); j <= Math.min(grid.rows() - 1, row + 1); j++) {
            for (int i = Math.max(0, column - 1);
                i <= Math.min(grid.columns() - 1, column + 1);
                i++) {
              int there = grid.offset(i, j, k);
              if (open.get(there)) {
                open.clear(there);
                queue[end++] = there;
              }
            }
          }
        }
      }
      if (end > largest.cardinality()) {
        largest = part;
      }
    }
    return largest;
  }

  /// Of the voxels with that label; of all where it is the background.
  private static Optional<PatientPoint> middle(BitSet voxels, byte[] labels, int label, Grid grid) {
    double column = 0;
    double row = 0;
    double slice = 0;
    int n = 0;
    for (int at = voxels.nextSetBit(0); at >= 0; at = voxels.nextSetBit(at + 1)) {
      if (label == BACKGROUND || labels[at] == label) {
        column += at % grid.columns();
        row += at / grid.columns() % grid.rows();
        slice += Math.floorDiv(at, grid.voxelsPerSlice());
        n++;
      }
    }
    return n < LEAST_VOXELS / 4
        ? Optional.empty()
        : Optional.of(grid.affine().toPatient(new VoxelIndex(column / n, row / n, slice / n)));
  }

  private static double meanProbability(Volume background, BitSet organ, Grid grid) {
    double sum = 0;
    for (int at = organ.nextSetBit(0); at >= 0; at = organ.nextSetBit(at + 1)) {
      sum +=
          1
              - background.valueAt(
                  at % grid.columns(),
                  at / grid.columns() % grid.rows(),
                  at / grid.voxelsPerSlice());
    }
    return sum / organ.cardinality();
  }

  private static int atFaces(BitSet organ, Grid grid) {
    int faces = 0;
    for (int at = organ.nextSetBit(0); at >= 0; at = organ.nextSetBit(at + 1)) {
      int column = at % grid.columns();
      int row = at / grid.columns() % grid.rows();
      int slice = at / grid.voxelsPerSlice();
      boolean face =
          column == 0
              || row == 0
              || slice == 0
              || column == grid.columns() - 1
              || row == grid.rows() - 1
              || slice == grid.slices() - 1;
      faces += face ? 1 : 0;
    }
    return faces;
  }
}
