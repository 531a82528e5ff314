package health.cairn.sample.phantom;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;

/// One slice of the head, sampled much finer than any image of it, so that pixels on a boundary
/// hold a mixture, as they do in a scanner: 512 x 512 points in three layers.
@SuppressWarnings("EnumOrdinal") // ordinals live in memory only, where bytes save a factor of four
final class Raster {
  static final int SIZE = 512;
  static final int LAYERS = 3;

  private static final Tissue[] TISSUES = Tissue.values();

  final byte[] base = new byte[LAYERS * SIZE * SIZE];
  final byte[] other = new byte[LAYERS * SIZE * SIZE];
  final byte[] share = new byte[LAYERS * SIZE * SIZE];

  /// Points inside the tumour, per pixel of an image with half as many pixels on a side.
  final byte[] tumourPoints = new byte[SIZE / 2 * (SIZE / 2)];

  Raster(Head head, Placement placement, int slice) {
    Grid fine = placement.grid(SIZE);
    Affine affine = fine.affine();
    Head.Probe probe = new Head.Probe();
    double[] at = new double[3];
    long jitter = slice;
    for (int layer = 0; layer < LAYERS; layer++) {
      double depth = slice + (layer + 0.5) / LAYERS - 0.5;
      for (int row = 0; row < SIZE; row++) {
        for (int column = 0; column < SIZE; column++) {
          // Points lie anywhere within their layer: a regular stack would show as terraces.
          jitter = jitter * 6364136223846793005L + 1442695040888963407L;
          double deep = depth + ((jitter >>> 40) * 0x1p-24 - 0.5) / LAYERS;
          double x = along(affine.origin().xMm(), affine, 0, column, row, deep);
          double y = along(affine.origin().yMm(), affine, 1, column, row, deep);
          double z = along(affine.origin().zMm(), affine, 2, column, row, deep);
          placement.toHead(x, y, z, at);
          Blend blend = head.at(at[0], at[1], at[2], probe);
          int i = (layer * SIZE + row) * SIZE + column;
          base[i] = (byte) blend.base().ordinal();
          other[i] = (byte) blend.other().ordinal();
          share[i] = (byte) Math.round(blend.share() * 127);
          if (blend.tumour()) {
            tumourPoints[row / 2 * (SIZE / 2) + column / 2]++;
          }
        }
      }
    }
  }

  private static double along(
      double origin, Affine affine, int axis, int column, int row, double slice) {
    return switch (axis) {
      case 0 ->
          origin
              + affine.columnStep().xMm() * column
              + affine.rowStep().xMm() * row
              + affine.sliceStep().xMm() * slice;
      case 1 ->
          origin
              + affine.columnStep().yMm() * column
              + affine.rowStep().yMm() * row
              + affine.sliceStep().yMm() * slice;
      default ->
          origin
              + affine.columnStep().zMm() * column
              + affine.rowStep().zMm() * row
              + affine.sliceStep().zMm() * slice;
    };
  }

  /// The signal of every point under a sequence, averaged through the slice.
  float[] signal(MrSequence sequence) {
    float[] table = new float[TISSUES.length];
    for (Tissue tissue : TISSUES) {
      table[tissue.ordinal()] = (float) sequence.signal(tissue);
    }
    int n = SIZE * SIZE;
    float[] mean = new float[n];
    for (int layer = 0; layer < LAYERS; layer++) {
      for (int i = 0; i < n; i++) {
        int j = layer * n + i;
        float a = table[base[j]];
        mean[i] += (a + (table[other[j]] - a) * share[j] / 127f) / LAYERS;
      }
    }
    return mean;
  }
}
