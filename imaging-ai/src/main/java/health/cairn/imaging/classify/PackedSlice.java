package health.cairn.imaging.classify;

import health.cairn.imaging.ImagingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// A slice as bytes to keep: its pixels in 65,536 steps from the darkest to the brightest, their size, and
/// what was outlined; nothing of the file that it came from. Deflated, big-endian.
public final class PackedSlice {
  private static final int MAGIC = 0x43534C31;
  private static final int MAX_PIXELS = 1 << 26;
  private static final int STEPS = 0xFFFF;

  private PackedSlice() {}

  /// @throws IllegalArgumentException for a slice of more than 67 million pixels
  public static byte[] of(SliceSample slice) {
    if ((long) slice.rows() * slice.columns() > MAX_PIXELS) {
      throw new IllegalArgumentException(
          "a slice of " + slice.rows() + " x " + slice.columns() + " pixels");
    }
    double[] values = slice.values();
    double low = Arrays.stream(values).min().orElse(0);
    double high = Arrays.stream(values).max().orElse(0);
    double unit = Math.max(high - low, Double.MIN_NORMAL) / STEPS;
    byte[] region = slice.region().toByteArray();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      out.writeInt(MAGIC);
      out.writeInt(slice.rows());
      out.writeInt(slice.columns());
      // A picture without geometry has pixels of no size.
      out.writeDouble(slice.spacing().map(SliceSample.PixelSpacing::rowMm).orElse(0.0));
      out.writeDouble(slice.spacing().map(SliceSample.PixelSpacing::columnMm).orElse(0.0));
      out.writeDouble(low);
      out.writeDouble(high);
      for (double value : values) {
        out.writeShort((int) Math.round((value - low) / unit));
      }
      out.writeInt(region.length);
      out.write(region);
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return bytes.toByteArray();
  }

  /// @throws ImagingException `INTEGRITY` for bytes that [#of] did not make
  public static SliceSample read(byte[] packed) throws ImagingException {
    try (DataInputStream in =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(packed)))) {
      require(in.readInt() == MAGIC);
      int rows = in.readInt();
      int columns = in.readInt();
      require(rows >= 1 && columns >= 1 && (long) rows * columns <= MAX_PIXELS);
      double rowMm = in.readDouble();
      double columnMm = in.readDouble();
      double low = in.readDouble();
      double unit = Math.max(in.readDouble() - low, Double.MIN_NORMAL) / STEPS;
      double[] values = new double[rows * columns];
      for (int i = 0; i < values.length; i++) {
        values[i] = low + unit * in.readUnsignedShort();
      }
      int length = in.readInt();
      require(length >= 0 && length <= (values.length + 7) / 8);
      byte[] region = in.readNBytes(length);
      require(region.length == length);
      return new SliceSample(
          rows,
          columns,
          values,
          rowMm == 0
              ? Optional.empty()
              : Optional.of(new SliceSample.PixelSpacing(rowMm, columnMm)),
          BitSet.valueOf(region));
    } catch (IOException | IllegalArgumentException e) {
      throw new ImagingException(
          ImagingException.Kind.INTEGRITY, "A slice that was kept is damaged.", e);
    }
  }

  private static void require(boolean holds) throws IOException {
    if (!holds) {
      throw new IOException("not as it was written");
    }
  }
}
