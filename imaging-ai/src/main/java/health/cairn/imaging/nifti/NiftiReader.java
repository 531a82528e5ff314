package health.cairn.imaging.nifti;

import health.cairn.imaging.ImagingException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a single-file NIfTI-1 volume, `.nii` or `.nii.gz` (nifti1.h, Cox et al. 2004). Bounded: the
/// header says how much is read, that much is at most [#MAX_VOXELS] voxels, and no more of a
/// compressed stream is unpacked than it says.
public final class NiftiReader {
  /// 256 MB of values.
  public static final int MAX_VOXELS = 64_000_000;

  // The header is followed by four bytes that announce extensions.
  private static final int FIRST_VOXEL = 352;
  private static final int MAX_EXTENSIONS = 16 * 1024 * 1024;
  private static final int CHUNK = 64 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(NiftiReader.class);

  private NiftiReader() {}

  /// @throws ImagingException `REFUSED` with the reason for what is no such file, cut off, of another
  ///   kind of data or too large
  public static NiftiVolume read(Path file) throws ImagingException {
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), CHUNK)) {
      raw.mark(2);
      boolean packed = raw.read() == 0x1f && raw.read() == 0x8b;
      raw.reset();
      // Deflate never packs tighter than 1 : 1032.
      long mostBytes = Files.size(file) * (packed ? 1032 : 1);
      return read(packed ? new GZIPInputStream(raw, CHUNK) : raw, mostBytes);
    } catch (NiftiException e) {
      throw refused(file, String.valueOf(e.getMessage()), e);
    } catch (EOFException e) {
      throw refused(file, "it is cut off", e);
    } catch (IOException e) {
      throw refused(file, "it cannot be unpacked or read (" + e.getMessage() + ")", e);
    }
  }

  /// @param mostBytes that the stream can hold, so that a small file cannot ask for a large array
  private static NiftiVolume read(InputStream in, long mostBytes) throws IOException {
    byte[] head = in.readNBytes(FIRST_VOXEL);
    if (head.length < FIRST_VOXEL - 4) {
      throw new NiftiException("it is shorter than a NIfTI-1 header");
    }
    NiftiHeader header = NiftiHeader.of(head);
    long between = header.firstVoxel() - head.length;
    if (between < 0 || between > MAX_EXTENSIONS) {
      throw new NiftiException("its voxels start at byte " + header.firstVoxel());
    }
    if (header.firstVoxel() + (long) header.voxels() * header.type().bytes() > mostBytes) {
      throw new NiftiException("it is cut off: it cannot hold the voxels that it announces");
    }
    in.skipNBytes(between);
    return new NiftiVolume(
        header.size(), header.spacingMm(), header.toRas(), header.placement(), values(in, header));
  }

  private static float[] values(InputStream in, NiftiHeader header) throws IOException {
    NiftiType type = header.type();
    float[] values = new float[header.voxels()];
    byte[] chunk = new byte[CHUNK];
    ByteBuffer buffer = ByteBuffer.wrap(chunk).order(header.order());
    for (int done = 0; done < values.length; ) {
      int count = Math.min(values.length - done, CHUNK / type.bytes());
      if (in.readNBytes(chunk, 0, count * type.bytes()) < count * type.bytes()) {
        throw new NiftiException("it is cut off: it ends inside its voxels");
      }
      for (int i = 0; i < count; i++) {
        double value = type.read(buffer, i * type.bytes()) * header.slope() + header.intercept();
        if (!Double.isFinite(value)) {
          throw new NiftiException("it holds a voxel that is not a number");
        }
        values[done++] = (float) value;
      }
    }
    // At its end a packed stream checks what it has unpacked.
    if (in.read() >= 0) {
      LOG.debug("bytes behind the voxels are not read");
    }
    return values;
  }

  private static ImagingException refused(Path file, String reason, Throwable cause) {
    return new ImagingException(
        ImagingException.Kind.REFUSED,
        "The volume " + file.getFileName() + " cannot be used: " + reason + ".",
        cause);
  }

  /// What is wrong with a file, as the end of a sentence.
  static final class NiftiException extends IOException {
    private static final long serialVersionUID = 1;

    NiftiException(String reason) {
      super(reason);
    }
  }

  /// Byte order by the header's own length, which is 348.
  static ByteOrder order(ByteBuffer head) throws NiftiException {
    for (ByteOrder order : new ByteOrder[] {ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN}) {
      int length = head.order(order).getInt(0);
      if (length == 348) {
        return order;
      }
      if (length == 540) {
        throw new NiftiException("it is NIfTI-2, which is not read");
      }
    }
    throw new NiftiException("it is not NIfTI-1");
  }
}
