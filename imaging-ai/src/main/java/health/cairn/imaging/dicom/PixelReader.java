package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.ImagingException.Kind;
import health.cairn.imaging.codec.FrameDecoder;
import health.cairn.imaging.codec.FrameFormat;
import health.cairn.imaging.codec.TransferSyntax;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.aoju.bus.image.galaxy.io.ImageInputStream;

/// Reads frames of one object into samples.
final class PixelReader {
  private static final long ENCODED_SLACK = 64L << 20;

  private PixelReader() {}

  /// Where the samples of a frame go: into the array that becomes the volume, without a copy.
  static final class Destination {
    private final int frame;
    private final short[] samples;
    private final int offset;

    /// @param frame from 0 within its object
    Destination(int frame, short[] samples, int offset) {
      this.frame = frame;
      this.samples = samples;
      this.offset = offset;
    }
  }

  /// Reads one object once, and decodes those of its frames that are wanted.
  ///
  /// @throws ImagingException REFUSED, its message a clause that follows the object's name
  static void read(Instance instance, List<Destination> wanted) throws ImagingException {
    ObjectParser.<Boolean>parse(
        instance.source(),
        (parsed, in) -> {
          TransferSyntax syntax = requireDecodable(parsed);
          PixelLayout layout = PixelLayout.of(parsed.header());
          Optional<String> flaw = layout.flaw().or(() -> notGrey(layout));
          if (flaw.isPresent()) throw new ImagingException(Kind.REFUSED, flaw.get());
          FrameFormat format = format(layout);
          if (parsed.pixelLength() == -1) {
            encapsulated(in, syntax, layout, format, wanted);
          } else {
            byte[] frame = new byte[format.nativeBytes()];
            for (int i = 0; i < layout.frames(); i++) {
              in.readFully(frame);
              decode(i, frame, syntax, format, wanted);
            }
          }
          return true;
        });
  }

  static TransferSyntax requireDecodable(ObjectParser.Parsed parsed) throws ImagingException {
    if (!parsed.hasPixels()) throw new ImagingException(Kind.REFUSED, "has no pixels");
    TransferSyntax syntax =
        TransferSyntax.of(parsed.transferSyntax())
            .orElseThrow(
                () ->
                    new ImagingException(
                        Kind.REFUSED,
                        "is encoded in %s, which is not supported"
                            .formatted(TransferSyntax.nameOf(parsed.transferSyntax()))));
    if (syntax.encapsulated() != (parsed.pixelLength() == -1)) {
      throw new ImagingException(
          Kind.REFUSED, "holds pixels that are not stored as its transfer syntax says");
    }
    return syntax;
  }

  /// Why an image is no slice of a volume, as a clause, if it is not.
  static Optional<String> notGrey(PixelLayout layout) {
    if (!layout.isGrey()) {
      return Optional.of(
          "is a colour image (%s), which forms no volume".formatted(layout.photometric()));
    }
    if (layout.bitsAllocated() != 8 && layout.bitsAllocated() != 16) {
      return Optional.of(
          "has samples of %d bits; 8 and 16 are supported".formatted(layout.bitsAllocated()));
    }
    return layout.highBit() + 1 < layout.bitsStored()
        ? Optional.of("says more bits are stored than lie below the highest")
        : Optional.empty();
  }

  private static FrameFormat format(PixelLayout layout) {
    return new FrameFormat(
        layout.rows(),
        layout.columns(),
        layout.bitsAllocated(),
        layout.bitsStored(),
        layout.highBit(),
        layout.signed());
  }

  private static void decode(
      int frame,
      byte[] encoded,
      TransferSyntax syntax,
      FrameFormat format,
      List<Destination> wanted)
      throws ImagingException {
    for (Destination to : wanted) {
      if (to.frame == frame) {
        FrameDecoder.decode(syntax, encoded, format, to.samples, to.offset);
      }
    }
  }

  private static void encapsulated(
      ImageInputStream in,
      TransferSyntax syntax,
      PixelLayout layout,
      FrameFormat format,
      List<Destination> wanted)
      throws IOException, ImagingException {
    long budget = 4 * layout.nativeBytes() + ENCODED_SLACK;
    var fragments = new ArrayList<byte[]>();
    byte[] offsets = new byte[0];
    boolean first = true;
    while (in.readItemHeader()) {
      long length = Integer.toUnsignedLong(in.length());
      budget -= length;
      if (budget < 0) {
        throw new ImagingException(
            Kind.REFUSED, "holds more compressed pixels than its size needs");
      }
      byte[] fragment = new byte[(int) length];
      in.readFully(fragment);
      if (first) {
        offsets = fragment;
      } else {
        fragments.add(fragment);
      }
      first = false;
    }
    List<byte[]> frames = frames(fragments, offsets, layout.frames());
    for (int i = 0; i < frames.size(); i++) decode(i, frames.get(i), syntax, format, wanted);
  }

  /// Which fragments make which frame (PS3.5 A.4): one each, or all one, or by the offset table.
  private static List<byte[]> frames(List<byte[]> fragments, byte[] offsets, int frames)
      throws ImagingException {
    if (frames == 1) return List.of(join(fragments));
    if (fragments.size() == frames) return fragments;
    if (offsets.length != 4 * frames) {
      throw new ImagingException(
          Kind.REFUSED,
          "holds %d fragments for %d frames and no table that says which belong together"
              .formatted(fragments.size(), frames));
    }
    var joined = new ArrayList<byte[]>(frames);
    int next = 0;
    long at = 0;
    for (int frame = 0; frame < frames; frame++) {
      long end = frame + 1 < frames ? offset(offsets, frame + 1) : Long.MAX_VALUE;
      var own = new ArrayList<byte[]>();
      while (next < fragments.size() && at < end) {
        own.add(fragments.get(next));
        at += fragments.get(next).length + 8L;
        next++;
      }
      joined.add(join(own));
    }
    return joined;
  }

  private static long offset(byte[] table, int entry) {
    int at = 4 * entry;
    return Integer.toUnsignedLong(
        (table[at] & 0xff)
            | ((table[at + 1] & 0xff) << 8)
            | ((table[at + 2] & 0xff) << 16)
            | ((table[at + 3] & 0xff) << 24));
  }

  private static byte[] join(List<byte[]> fragments) {
    if (fragments.size() == 1) return fragments.getFirst();
    var all = new ByteArrayOutputStream();
    for (byte[] fragment : fragments) all.writeBytes(fragment);
    return all.toByteArray();
  }
}
