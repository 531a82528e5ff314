package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.codec.ImageIoProviders;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// A PNG, JPEG or WebP file as grey values 0..255, rows after one another. Colours are weighed as
/// ITU-R BT.601 says, in the integer arithmetic that Pillow's mode "L" has, so that training and
/// evaluation see the same numbers.
final class GreyPicture {
  private static final int MAX_SIDE = 4096;
  private static final String[] SUFFIXES = {".webp", ".png", ".jpg", ".jpeg"};

  static {
    // The DICOM toolkit's readers of plain pictures do not work.
    ImageIoProviders.withoutToolkit();
  }

  private final int rows;
  private final int columns;
  private final short[] values;

  private GreyPicture(int rows, int columns, short[] values) {
    this.rows = rows;
    this.columns = columns;
    this.values = values;
  }

  /// @param value of each pixel, 0..255
  static GreyPicture of(int rows, int columns, IntUnaryOperator value) {
    short[] values = new short[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) value.applyAsInt(i);
    }
    return new GreyPicture(rows, columns, values);
  }

  /// Another picture on the same pixels.
  GreyPicture drawn(IntUnaryOperator value) {
    return of(rows, columns, value);
  }

  int rows() {
    return rows;
  }

  int columns() {
    return columns;
  }

  int at(int index) {
    return values[index];
  }

  double[] wide() {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  /// As a slice without spacing on which nothing is outlined.
  SliceSample sample() {
    return new SliceSample(rows, columns, wide(), Optional.empty(), new BitSet());
  }

  /// The picture `id` in a folder, whichever of the known formats it has.
  static GreyPicture read(Path folder, String id) throws ImagingException {
    for (String suffix : SUFFIXES) {
      Path file = folder.resolve(id + suffix);
      if (Files.isRegularFile(file)) {
        return read(file);
      }
    }
    throw new ImagingException(
        ImagingException.Kind.REFUSED,
        "There is no picture " + id + " (WebP, PNG or JPEG) in " + folder + ".");
  }

  static boolean exists(Path folder, String id) {
    return Arrays.stream(SUFFIXES).anyMatch(s -> Files.isRegularFile(folder.resolve(id + s)));
  }

  static boolean isPicture(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && Arrays.stream(SUFFIXES).anyMatch(name::endsWith);
  }

  static GreyPicture read(Path file) throws ImagingException {
    return read(file.toFile(), file.toString());
  }

  /// @param file of one of the known formats, in memory
  static GreyPicture read(byte[] file) throws ImagingException {
    return read(new ByteArrayInputStream(file), "A picture that was kept");
  }

  private static GreyPicture read(Object source, String named) throws ImagingException {
    try (ImageInputStream in = ImageIO.createImageInputStream(source)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        throw new IOException("it is no picture of a known format");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        if (reader.getWidth(0) > MAX_SIDE || reader.getHeight(0) > MAX_SIDE) {
          throw new IOException("it is larger than " + MAX_SIDE + " pixels");
        }
        return grey(reader.read(0));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      // Readers of damaged pictures throw unchecked exceptions of every kind.
      throw new ImagingException(
          ImagingException.Kind.REFUSED, named + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static GreyPicture grey(BufferedImage image) {
    int rows = image.getHeight();
    int columns = image.getWidth();
    short[] values = new short[rows * columns];
    Raster raster = image.getRaster();
    boolean plain = image.getType() == BufferedImage.TYPE_BYTE_GRAY;
    for (int row = 0, at = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++, at++) {
        // getRGB would pass grey through a colour space and change it.
        values[at] =
            (short) (plain ? raster.getSample(column, row, 0) : luma(image.getRGB(column, row)));
      }
    }
    return new GreyPicture(rows, columns, values);
  }

  private static int luma(int rgb) {
    int red = (rgb >> 16) & 0xff;
    int green = (rgb >> 8) & 0xff;
    int blue = rgb & 0xff;
    return (red * 19595 + green * 38470 + blue * 7471 + 0x8000) >> 16;
  }
}
