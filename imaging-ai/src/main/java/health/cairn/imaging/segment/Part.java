package health.cairn.imaging.segment;

import java.util.List;

/// Voxels that touch each other (26-neighbourhood) and all reach the case's cut.
///
/// @param runs in order of slice, row, column
/// @param voxels how many
/// @param probabilitySum of the voxels' probabilities
/// @param entropySum of their binary entropies, bits
/// @param disagreementSum of how far the networks disagree on them, bits
/// @param sureVoxels those that reach the card's threshold, whatever the cut
/// @param sureSum of their probabilities
record Part(
    List<Run> runs,
    long voxels,
    double probabilitySum,
    double entropySum,
    double disagreementSum,
    long sureVoxels,
    double sureSum) {

  /// Voxels `from` .. `to - 1` of one row of one slice, with the sums over them.
  record Run(
      int slice,
      int row,
      int from,
      int to,
      double probabilitySum,
      double entropySum,
      double disagreementSum,
      int sureVoxels,
      double sureSum) {}

  static Part of(List<Run> runs) {
    long voxels = 0;
    double probability = 0;
    double entropy = 0;
    double disagreement = 0;
    long sure = 0;
    double sureSum = 0;
    for (Run run : runs) {
      voxels += run.to() - run.from();
      probability += run.probabilitySum();
      entropy += run.entropySum();
      disagreement += run.disagreementSum();
      sure += run.sureVoxels();
      sureSum += run.sureSum();
    }
    return new Part(List.copyOf(runs), voxels, probability, entropy, disagreement, sure, sureSum);
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
    return largest().voxels();
  }

  /// The slice that has most of its voxels; the first of equals.
  int largestSlice() {
    return largest().slice();
  }

  private Filled largest() {
    Filled largest = new Filled(firstSlice(), 0);
    Filled here = largest;
    for (Run run : runs) {
      long before = run.slice() == here.slice() ? here.voxels() : 0;
      here = new Filled(run.slice(), before + run.to() - run.from());
      largest = here.voxels() > largest.voxels() ? here : largest;
    }
    return largest;
  }

  private record Filled(int slice, long voxels) {}

  int slices() {
    return lastSlice() - firstSlice() + 1;
  }
}
