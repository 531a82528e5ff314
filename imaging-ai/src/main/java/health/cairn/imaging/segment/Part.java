package health.cairn.imaging.segment;

import java.util.List;

/// Voxels that touch each other (26-neighbourhood) and all reach the case's cut.
///
/// @param runs in order of slice, row, column
/// @param voxels how many
/// @param probabilitySum of the voxels' probabilities
/// @param entropySum of their binary entropies, bits
/// @param sureVoxels those that reach the card's threshold, whatever the cut
/// @param sureSum of their probabilities
record Part(
    List<Run> runs,
    long voxels,
    double probabilitySum,
    double entropySum,
    long sureVoxels,
    double sureSum) {

  /// Voxels `from` .. `to - 1` of one row of one slice, with the sums over their probabilities.
  record Run(
      int slice,
      int row,
      int from,
      int to,
      double probabilitySum,
      double entropySum,
      int sureVoxels,
      double sureSum) {}

  static Part of(List<Run> runs) {
    long voxels = 0;
    double probability = 0;
    double entropy = 0;
    long sure = 0;
    double sureSum = 0;
    for (Run run : runs) {
      voxels += run.to() - run.from();
      probability += run.probabilitySum();
      entropy += run.entropySum();
      sure += run.sureVoxels();
      sureSum += run.sureSum();
    }
    return new Part(List.copyOf(runs), voxels, probability, entropy, sure, sureSum);
  }

  /// Mean probability of the voxels that reach the card's threshold; 0 where none does. A lower cut adds
  /// a doubtful rim to a part, which does not make the part as a whole more doubtful.
  double meanProbability() {
    return sureVoxels == 0 ? 0 : sureSum / sureVoxels;
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
