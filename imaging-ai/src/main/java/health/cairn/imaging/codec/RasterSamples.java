package health.cairn.imaging.codec;

import java.awt.image.Raster;
import java.io.IOException;

/// Raw samples out of what ImageIO decodes.
final class RasterSamples {
  private RasterSamples() {}

  static void copy(Raster raster, FrameFormat format, short[] target, int offset)
      throws IOException {
    if (raster.getWidth() != format.columns()
        || raster.getHeight() != format.rows()
        || raster.getNumBands() != 1) {
      throw new IOException("decoded to another size than the image");
    }
    int[] row = new int[format.columns()];
    for (int y = 0; y < format.rows(); y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, format.columns(), 1, 0, row);
      int at = offset + y * format.columns();
      for (int x = 0; x < row.length; x++) target[at + x] = format.sample(row[x]);
    }
  }
}
