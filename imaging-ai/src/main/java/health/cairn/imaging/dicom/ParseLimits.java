package health.cairn.imaging.dicom;

import java.io.EOFException;
import java.io.IOException;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Fragments;
import org.aoju.bus.image.galaxy.data.Sequence;
import org.aoju.bus.image.galaxy.data.VR;
import org.aoju.bus.image.galaxy.io.ImageInputHandler;
import org.aoju.bus.image.galaxy.io.ImageInputStream;

/// Stands between the toolkit's parser and a file: what the file declares is checked before the
/// toolkit acts on it. Counts one object; not shared.
final class ParseLimits implements ImageInputHandler {
  private static final int MAX_DEPTH = 16;
  private static final int MAX_ELEMENTS = 1_000_000;
  private static final long MAX_HEADER_BYTES = 256L << 20;

  /// Values larger than this are skipped, not kept: nothing read from a header is that large.
  private static final int MAX_KEPT_VALUE = 1 << 20;

  private static final int MAX_KEPT_PRIVATE_VALUE = 1 << 10;

  private int elements;
  private int depth;

  /// What is wrong with the file, in words for its owner.
  static final class Exceeded extends IOException {
    Exceeded(String message) {
      super(message);
    }
  }

  @Override
  public void readValue(ImageInputStream in, Attributes attributes) throws IOException {
    count(in);
    int length = in.length();
    if (length == -1 || in.vr() == VR.SQ) {
      // A known length does not make deep nesting shallower, so both count.
      enter();
      in.readValue(in, attributes);
      depth--;
      return;
    }
    long declared = Integer.toUnsignedLong(length);
    boolean isPrivate = (in.tag() & 0x10000) != 0;
    if (declared > (isPrivate ? MAX_KEPT_PRIVATE_VALUE : MAX_KEPT_VALUE)) {
      skip(in, declared);
      attributes.setNull(in.tag(), in.vr());
      return;
    }
    in.readValue(in, attributes);
  }

  @Override
  public void readValue(ImageInputStream in, Sequence sequence) throws IOException {
    count(in);
    in.readValue(in, sequence);
  }

  @Override
  public void readValue(ImageInputStream in, Fragments fragments) throws IOException {
    count(in);
    // Fragments in a header are not pixels that anybody reads (an icon, an encapsulated stream).
    skip(in, Integer.toUnsignedLong(in.length()));
  }

  @Override
  public void startDataset(ImageInputStream in) {}

  @Override
  public void endDataset(ImageInputStream in) {}

  private void enter() throws Exceeded {
    depth++;
    if (depth > MAX_DEPTH) {
      throw new Exceeded("its sequences are nested more than " + MAX_DEPTH + " deep");
    }
  }

  private void count(ImageInputStream in) throws Exceeded {
    elements++;
    if (elements > MAX_ELEMENTS || in.getPosition() > MAX_HEADER_BYTES) {
      throw new Exceeded("its header has no end in sight");
    }
  }

  private static void skip(ImageInputStream in, long declared) throws IOException {
    // In a plain file skipping is a seek; in a deflated one every byte skipped is inflated first.
    boolean deflated = UID.DeflatedExplicitVRLittleEndian.equals(in.getTransferSyntax());
    if (deflated && declared > MAX_HEADER_BYTES) {
      throw new Exceeded("it inflates to more than this program takes");
    }
    try {
      in.skipFully(declared);
    } catch (EOFException e) {
      throw new Exceeded(
          "it declares a value of %,d bytes and ends before that".formatted(declared));
    }
  }
}
