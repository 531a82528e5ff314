package health.cairn.imaging.segment;

import java.util.List;

/// Voxels that touch each other (26-neighbourhood) and all reach the threshold.
///
/// @param runs in order of slice, row, column
/// @param voxels how many
/// @param probabilitySum of the voxels' probabilities
/// @param entropySum of their binary entropies, bits
record Part(List<Run> runs, long voxels, double probabilitySum, double entropySum) {

  /// Voxels `from` .. `to - 1` of one row of one slice, with the sums over their probabilities.
  record Run(int slice, int row, int from, int to, double probabilitySum, double entropySum) {}

  static Part of(List<Run> runs) {
    long voxels = 0;
    double probability = 0;
    double entropy = 0;
    for (Run run : runs) {
      voxels += run.to() - run.from();
      probability += run.probabilitySum();
      entropy += run.entropySum();
    }
    return new Part(List.copyOf(runs), voxels, probability, entropy);
  }

  double meanProbability() {
    return probabilitySum / voxels;
  }

  int firstSlice() {
    return runs.getFirst().slice();
  }

  int lastSlice() {
    return runs.getLast().slice();
  }

  /// Voxels of the slice that has most of them.
  long largestSliceVoxels() {
    long largest = 0;
    long here = 0;
    int slice = -1;
    for (Run run : runs) {
      here = run.slice() == slice ? here : 0;
      slice = run.slice();
      here += run.to() - run.from();
      largest = Math.max(largest, here);
    }
    return largest;
  }

  int slices() {
    return lastSlice() - firstSlice() + 1;
  }
}
