package health.cairn.imaging.evaluate;

import health.cairn.imaging.codec.ImageIoProviders;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.SliceInput;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Volume;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;

/// One slice and its outline as a set of the Cheng layout holds them: two grey pictures, the same square of
/// the patient as the models look at, and nothing else. No header goes with the pixels, and slices that the
/// outline does not touch are left out, so that no head can be put together again. Immutable.
public final class ExampleSlice {
  private static final int SIZE = 256;

  /// As the cards of the models for T1 after contrast agent have it: a picture without spacing is taken to
  /// show this much.
  private static final double FIELD_OF_VIEW_MM = 250;

  /// Shares of the pixels that become black and white. The models' own range lies within.
  private static final double DARKEST = 0.0005;

  private static final double BRIGHTEST = 0.9995;

  static {
    ImageIoProviders.withoutToolkit();
  }

  private final byte[] image;
  private final byte[] mask;

  /// @param image PNG, 8-bit grey; copied
  /// @param mask PNG of the same size, white inside; copied; empty where nothing is outlined
  public ExampleSlice(byte[] image, byte[] mask) {
    this.image = image.clone();
    this.mask = mask.clone();
  }

  /// Every slice that an outline touches, in the order of the volume.
  ///
  /// @param volume its pixels must have a known size
  /// @param outline on the same grid
  public static List<ExampleSlice> of(Volume volume, Mask outline) {
    if (!outline.grid().equals(volume.grid())) {
      throw new IllegalArgumentException("an outline on another grid than its volume");
    }
    int rows = volume.grid().rows();
    int columns = volume.grid().columns();
    SliceInput square = square(volume);
    List<ExampleSlice> slices = new ArrayList<>();
    for (int slice = 0; slice < volume.grid().slices(); slice++) {
      double[] inside = new double[rows * columns];
      boolean touched = false;
      for (int at = 0; at < inside.length; at++) {
        boolean in = outline.at(at % columns, at / columns, slice);
        inside[at] = in ? 1 : 0;
        touched |= in;
      }
      double[] share = touched ? square.toNetwork(inside) : inside;
      if (touched && Arrays.stream(share).anyMatch(s -> s >= 0.5)) {
        slices.add(
            new ExampleSlice(
                picture(square, volume, slice),
                png(Arrays.stream(share).map(s -> s >= 0.5 ? 255 : 0).toArray())));
      }
    }
    return slices;
  }

  /// Some slices on which nothing is outlined.
  ///
  /// @param volume its pixels must have a known size
  public static List<ExampleSlice> of(Volume volume, List<Integer> slices) {
    SliceInput square = square(volume);
    return slices.stream()
        .map(slice -> new ExampleSlice(picture(square, volume, slice), new byte[0]))
        .toList();
  }

  private static SliceInput square(Volume volume) {
    Affine affine = volume.grid().affine();
    return SliceInput.ofSpacing(
        ModelInput.Slices.single("image", SIZE, FIELD_OF_VIEW_MM, "T1C", 0, 1),
        volume.grid().rows(),
        volume.grid().columns(),
        affine.rowSpacingMm(),
        affine.columnSpacingMm());
  }

  private static byte[] picture(SliceInput square, Volume volume, int slice) {
    return png(stretched(square.toNetwork(wide(volume.sliceValues(slice)))));
  }

  private static double[] wide(float[] values) {
    double[] wide = new double[values.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = values[i];
    }
    return wide;
  }

  private static double[] stretched(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double low = sorted[(int) (DARKEST * (sorted.length - 1))];
    double high = sorted[(int) (BRIGHTEST * (sorted.length - 1))];
    double unit = Math.max(high - low, Double.MIN_NORMAL);
    return Arrays.stream(values)
        .map(v -> Math.round(255 * Math.clamp((v - low) / unit, 0.0, 1.0)))
        .toArray();
  }

  private static byte[] png(double[] grey) {
    BufferedImage picture = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_BYTE_GRAY);
    for (int at = 0; at < grey.length; at++) {
      picture.getRaster().setSample(at % SIZE, at / SIZE, 0, (int) grey[at]);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(picture, "png", out)) {
        throw new IllegalStateException("every Java platform writes PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /// A copy of the picture's PNG.
  public byte[] image() {
    return image.clone();
  }

  public boolean outlined() {
    return mask.length > 0;
  }

  /// A copy of the outline's PNG.
  public byte[] mask() {
    return mask.clone();
  }
}
