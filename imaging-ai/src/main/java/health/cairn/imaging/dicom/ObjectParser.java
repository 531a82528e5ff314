package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.ImagingException.Kind;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.io.ImageInputStream;

/// Reads the header of one object up to its pixels, and hands over the stream that stands there.
///
/// Everything the toolkit or the file can do wrong ends here as an [ImagingException].
final class ObjectParser {
  private static final int BUFFER = 1 << 16;
  private static final int PREAMBLE = 128;

  static {
    Toolkit.ready();
  }

  private ObjectParser() {}

  /// What lies before the pixels.
  ///
  /// @param hasPixels whether Pixel Data (7FE0,0010) follows
  /// @param pixelLength its declared length: bytes, or -1 for encapsulated fragments
  record Parsed(Header header, String transferSyntax, boolean hasPixels, long pixelLength) {}

  /// Called with the stream at the first byte of the pixels, or at the end where there are none.
  @FunctionalInterface
  interface PixelVisitor<T> {
    T visit(Parsed parsed, ImageInputStream in) throws IOException, ImagingException;
  }

  /// @throws ImagingException REFUSED, its message a clause that follows the file's name: "is not
  ///   DICOM"
  static <T> T parse(Source source, PixelVisitor<T> visitor) throws ImagingException {
    try (InputStream raw = new BufferedInputStream(source.open(), BUFFER)) {
      requireDicom(raw);
      try (var in = new ImageInputStream(raw)) {
        return visitor.visit(header(in), in);
      }
    } catch (ParseLimits.Exceeded e) {
      throw new ImagingException(Kind.REFUSED, "cannot be read: " + e.getMessage(), e);
    } catch (EOFException e) {
      throw new ImagingException(Kind.REFUSED, "is cut off: it ends inside an element", e);
    } catch (IOException e) {
      throw new ImagingException(Kind.REFUSED, "cannot be read", e);
    } catch (RuntimeException e) {
      // The toolkit throws unchecked exceptions, often without a message, on malformed input.
      throw new ImagingException(Kind.REFUSED, "is malformed DICOM", e);
    }
  }

  private static Parsed header(ImageInputStream in) throws IOException {
    in.setImageInputHandler(new ParseLimits());
    // Reading the meta information is what switches the stream to the file's transfer syntax.
    in.getFileMetaInformation();
    Attributes attributes = new Attributes(in.bigEndian());
    in.readAttributes(attributes, -1, Tag.PixelData);
    boolean hasPixels = in.tag() == Tag.PixelData;
    long length = in.length() == -1 ? -1 : Integer.toUnsignedLong(in.length());
    return new Parsed(
        new Header(attributes), in.getTransferSyntax(), hasPixels, hasPixels ? length : 0);
  }

  /// Whether the bytes start as a DICOM file does, or at least as a data set without preamble.
  static boolean looksLikeDicom(byte[] start, int length) {
    if (length >= PREAMBLE + 4
        && start[PREAMBLE] == 'D'
        && start[PREAMBLE + 1] == 'I'
        && start[PREAMBLE + 2] == 'C'
        && start[PREAMBLE + 3] == 'M') {
      return true;
    }
    // Older software writes no preamble: the first element is then of group 2 or 8, and its number
    // is low, in either byte order.
    if (length < 8) return false;
    int group = start[0] | start[1] << 8;
    int swapped = start[0] << 8 | start[1];
    int element = start[2] | start[3] << 8;
    int swappedElement = start[2] << 8 | start[3];
    boolean little = (group == 2 || group == 8) && element >= 0 && element <= 0x20;
    boolean big = (swapped == 2 || swapped == 8) && swappedElement >= 0 && swappedElement <= 0x20;
    return little || big;
  }

  private static void requireDicom(InputStream raw) throws IOException, ImagingException {
    raw.mark(BUFFER);
    byte[] start = raw.readNBytes(PREAMBLE + 4);
    raw.reset();
    if (start.length == 0) throw new ImagingException(Kind.REFUSED, "is empty");
    if (!looksLikeDicom(start, start.length)) {
      throw new ImagingException(Kind.REFUSED, "is not DICOM");
    }
  }
}
