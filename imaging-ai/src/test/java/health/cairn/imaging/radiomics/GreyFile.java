package health.cairn.imaging.radiomics;

import health.cairn.imaging.codec.ImageIoProviders;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// A grey picture of the shared data, values 0..255, rows after one another.
record GreyFile(int rows, int columns, int[] values) {
  static {
    // The DICOM toolkit's readers of plain pictures do not work.
    ImageIoProviders.withoutToolkit();
  }

  static GreyFile read(Path file) throws IOException {
    BufferedImage image = ImageIO.read(file.toFile());
    if (image == null) {
      throw new IOException("no picture: " + file);
    }
    int rows = image.getHeight();
    int columns = image.getWidth();
    int[] values = new int[rows * columns];
    boolean one = image.getRaster().getNumBands() == 1;
    for (int at = 0; at < values.length; at++) {
      int x = at % columns;
      int y = at / columns;
      // Colour channels of a grey picture are equal; a look-up table (1-bit masks) needs getRGB.
      values[at] =
          one && image.getType() == BufferedImage.TYPE_BYTE_GRAY
              ? image.getRaster().getSample(x, y, 0)
              : (image.getRGB(x, y) >> 8) & 0xff;
    }
    return new GreyFile(rows, columns, values);
  }

  double[] wide() {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }
}
