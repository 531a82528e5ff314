package health.cairn.sample;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.sample.phantom.Examination;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Writes what is true of the images: the tumour's voxels as NIfTI-1, its volume as JSON.
final class Truth {
  private static final int HEADER = 352;

  private Truth() {}

  static void write(Examination examination, Path folder) throws IOException {
    Mask tumour = examination.tumour();
    Files.write(folder.resolve("tumour.nii"), nifti(tumour));
    String json =
        String.format(
            Locale.ROOT,
            "{\"tumourMl\": {\"bySurfaceIntegral\": %.3f, \"byVoxels\": %.3f}, \"voxels\": %d,"
                + " \"series\": \"T1C\"}%n",
            examination.tumourMl(),
            tumour.volumeMl(),
            tumour.count());
    Files.writeString(folder.resolve("truth.json"), json.replace("\r\n", "\n"));
  }

  /// One file, 8-bit voxels, its s-form in NIfTI's axes (x to the right, y to the front).
  private static byte[] nifti(Mask mask) {
    Grid grid = mask.grid();
    Affine affine = grid.affine();
    ByteBuffer file = ByteBuffer.allocate(HEADER + grid.voxels()).order(ByteOrder.LITTLE_ENDIAN);
    file.putInt(0, 348);
    short[] dim = {3, (short) grid.columns(), (short) grid.rows(), (short) grid.slices(), 1, 1, 1};
    for (int i = 0; i < dim.length; i++) {
      file.putShort(40 + 2 * i, dim[i]);
    }
    file.putShort(70, (short) 2).putShort(72, (short) 8);
    file.putFloat(76, 1).putFloat(80, (float) affine.columnSpacingMm());
    file.putFloat(84, (float) affine.rowSpacingMm());
    file.putFloat(88, (float) affine.sliceSpacingMm());
    file.putFloat(108, HEADER).putFloat(112, 1);
    file.put(123, (byte) 2).putShort(254, (short) 1);
    row(file, 280, -affine.columnStep().xMm(), -affine.rowStep().xMm(), -affine.sliceStep().xMm());
    file.putFloat(292, (float) -affine.origin().xMm());
    row(file, 296, -affine.columnStep().yMm(), -affine.rowStep().yMm(), -affine.sliceStep().yMm());
    file.putFloat(308, (float) -affine.origin().yMm());
    row(file, 312, affine.columnStep().zMm(), affine.rowStep().zMm(), affine.sliceStep().zMm());
    file.putFloat(324, (float) affine.origin().zMm());
    file.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
    for (int i = mask.next(0); i >= 0; i = mask.next(i + 1)) {
      file.put(HEADER + i, (byte) 1);
    }
    return file.array();
  }

  private static void row(ByteBuffer file, int at, double a, double b, double c) {
    file.putFloat(at, (float) a).putFloat(at + 4, (float) b).putFloat(at + 8, (float) c);
  }
}
