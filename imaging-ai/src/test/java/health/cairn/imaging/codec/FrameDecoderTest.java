package health.cairn.imaging.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import java.util.ArrayList;
import java.util.Random;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameDecoderTest {
  private static final FrameFormat SIX = new FrameFormat(2, 3, 16, 16, 15, false);

  private static short[] decode(TransferSyntax syntax, FrameFormat format, int... bytes)
      throws ImagingException {
    byte[] encoded = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) encoded[i] = (byte) bytes[i];
    short[] target = new short[format.rows() * format.columns()];
    FrameDecoder.decode(syntax, encoded, format, target, 0);
    return target;
  }

  @Test
  void decode_readsBothByteOrdersWhenNative() throws Exception {
    FrameFormat two = new FrameFormat(1, 2, 16, 16, 15, false);

    assertArrayEquals(
        new short[] {0x0201, 0x0403}, decode(TransferSyntax.EXPLICIT_LITTLE, two, 1, 2, 3, 4));
    assertArrayEquals(
        new short[] {0x0102, 0x0304}, decode(TransferSyntax.EXPLICIT_BIG, two, 1, 2, 3, 4));
  }

  @Test
  void decode_cutsOutStoredBitsAndExtendsSignWhenTheyAreNotAll() throws Exception {
    // 12 bits stored up to bit 13; -1 with rubbish above and below.
    FrameFormat twelve = new FrameFormat(1, 2, 16, 12, 13, true);

    assertArrayEquals(
        new short[] {-1, 1},
        decode(TransferSyntax.EXPLICIT_LITTLE, twelve, 0xff, 0x7f, 0x07, 0xc0));
  }

  @Test
  void decode_joinsBytePlanesWhenRle() throws Exception {
    int[] frame = new int[64 + 2 + 7];
    frame[0] = 2;
    frame[4] = 64;
    frame[8] = 66;
    // High bytes: 1, six times. Low bytes: 5 6 7 as they are, then 9 three times.
    int[] segments = {0xfb, 1, 2, 5, 6, 7, 0xfe, 9};
    System.arraycopy(segments, 0, frame, 64, segments.length);

    assertArrayEquals(
        new short[] {0x105, 0x106, 0x107, 0x109, 0x109, 0x109},
        decode(TransferSyntax.RLE, SIX, frame));
  }

  @Test
  void decode_refusesWhenRleEndsEarly() {
    int[] frame = new int[66];
    frame[0] = 2;
    frame[4] = 64;
    frame[8] = 66;

    assertThrows(ImagingException.class, () -> decode(TransferSyntax.RLE, SIX, frame));
  }

  @ParameterizedTest
  @EnumSource(TransferSyntax.class)
  void decode_refusesAndNothingElseWhenBytesAreNoise(TransferSyntax syntax) {
    // Seeded, so that a failure can be repeated. Streams start as their syntax does, then lie.
    Random random = new Random(4711);
    FrameFormat format = new FrameFormat(16, 16, 16, 16, 15, false);
    for (int round = 0; round < 200; round++) {
      byte[] noise = new byte[random.nextInt(400)];
      random.nextBytes(noise);
      if (noise.length > 2) {
        noise[0] = (byte) 0xff;
        noise[1] = (byte) (syntax.family() == TransferSyntax.Family.JPEG_2000 ? 0x4f : 0xd8);
      }
      if (!syntax.encapsulated() && noise.length > 300) noise = new byte[300];
      byte[] encoded = noise;
      assertThrows(
          ImagingException.class,
          () -> FrameDecoder.decode(syntax, encoded, format, new short[256], 0),
          () -> syntax + " took noise of " + encoded.length + " bytes");
    }
  }

  @Test
  void nameOf_namesSyntaxesWhenTheyAreNotDecoded() {
    assertEquals(
        "JPEG XL (1.2.840.10008.1.2.4.110)", TransferSyntax.nameOf("1.2.840.10008.1.2.4.110"));
    assertTrue(TransferSyntax.of("1.2.840.10008.1.2.4.110").isEmpty());
  }

  @Test
  void withoutToolkit_leavesNoProviderOfTheToolkit() {
    ImageIoProviders.withoutToolkit();

    var left = new ArrayList<String>();
    IIORegistry.getDefaultInstance()
        .getServiceProviders(ImageReaderSpi.class, false)
        .forEachRemaining(provider -> left.add(provider.getClass().getName()));
    assertTrue(left.stream().noneMatch(name -> name.startsWith("org.aoju.")), left.toString());
  }
}
