package health.cairn.imaging.inference;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import java.util.Optional;

/// How much memory a sliding window needs at its worst moment, from above.
///
/// @param heap bytes of our own arrays, in the heap of the JVM
/// @param beside bytes outside of it: the tensors, and what the card says its network needs
record MemoryBound(long heap, long beside) {
  /// Heap and all else together, whatever the JVM was given: what a workstation can spare.
  static final long MOST = 3L << 30;

  /// What of the heap one run may take; the rest holds the program, the study and what waits to be
  /// collected.
  private static final double SHARE_OF_HEAP = 0.6;

  /// Bytes of the heap that one run may take.
  static long heapLimit() {
    return (long) (Runtime.getRuntime().maxMemory() * SHARE_OF_HEAP);
  }

  /// Why that is too much, a clause; empty where it is not.
  ///
  /// @param heapLimit as [#heapLimit()]
  Optional<String> tooMuch(long heapLimit) {
    if (heap > heapLimit) {
      return Optional.of(
          "would need %d MB of the program's memory for this volume and may take %d MB (a larger -Xmx allows more)"
              .formatted(heap >> 20, heapLimit >> 20));
    }
    return heap + beside > MOST
        ? Optional.of(
            "would need %d MB for this volume, its network's own included; the limit is %d MB"
                .formatted((heap + beside) >> 20, MOST >> 20))
        : Optional.empty();
  }

  static MemoryBound of(ModelInput.Patches contract, int labels, Grid region, Grid target) {
    Affine affine = region.affine();
    double mm3 =
        affine.columnSpacingMm()
            * affine.rowSpacingMm()
            * affine.sliceSpacingMm()
            * region.voxels();
    var spacing = contract.spacingMm();
    double working = mm3 / (spacing.first() * spacing.second() * spacing.third());
    int sequences = contract.sequences().size();
    // A resampled volume, its mask and its values lie beside the channels while these are made;
    // then
    // the sums of the labels beside the channels; then sums, 16-bit probabilities and the answers.
    double making = working * (sequences * 4.0 + 4 + 2 + 1);
    double blending = working * (sequences * 4.0 + labels * 4.0);
    // Of the answers' doubt a byte a voxel stays.
    double answering =
        working * (sequences * 4.0 + labels * (4.0 + 2))
            + (double) target.voxels() * (labels * 2.5 + 1);
    int batch = InferenceEngine.batch(contract);
    long patch = contract.values() / contract.channels().size();
    // Each tensor lies there as the runtime's and as ours.
    double tensors = 2.0 * 4 * batch * (contract.values() + patch * labels);
    double most = Math.max(making, Math.max(blending, answering));
    return new MemoryBound((long) most, (long) tensors + contract.workingBytes().orElse(0L));
  }
}
