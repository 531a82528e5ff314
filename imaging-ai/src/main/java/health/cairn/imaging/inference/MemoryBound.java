package health.cairn.imaging.inference;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;

/// How much memory a sliding window needs at its worst moment, from above.
final class MemoryBound {
  private MemoryBound() {}

  static long bytes(ModelInput.Patches contract, int labels, Grid region, Grid target) {
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
    double answering =
        working * (sequences * 4.0 + labels * (4.0 + 2)) + (double) target.voxels() * labels * 2.5;
    int batch = InferenceEngine.batch(contract);
    long patch = contract.values() / contract.channels().size();
    // Each tensor lies there as the runtime's and as ours.
    double tensors = 2.0 * 4 * batch * (contract.values() + patch * labels);
    double most = Math.max(making, Math.max(blending, answering));
    return (long) (most + tensors) + contract.workingBytes().orElse(0L);
  }
}
