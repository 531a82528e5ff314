package health.cairn.imaging.codec;

import java.io.IOException;

/// JPEG-LS (ITU-T T.87), lossless and near-lossless, one grey component in one scan.
final class JpegLsFrame {
  private static final int LSE = 0xf8;
  private static final int DRI = 0xdd;
  private static final int SOS = 0xda;
  private static final int PRESET_PARAMETERS = 1;

  private JpegLsFrame() {}

  static void decode(byte[] stream, FrameFormat format, short[] target, int offset)
      throws IOException {
    JpegHeader header = JpegHeader.of(stream);
    if (header.marker() != 0xf7) throw new IOException("no JPEG-LS stream");
    header.require(format);
    int maxValue = (1 << header.precision()) - 1;
    int[] preset = {0, 0, 0, 0, 0};
    int at = 2;
    while (at + 4 <= stream.length) {
      if ((stream[at] & 0xff) != 0xff) throw new IOException("no JPEG-LS marker where one must be");
      int marker = stream[at + 1] & 0xff;
      if (marker == 0xff) {
        at++;
        continue;
      }
      int body = at + 4;
      int end = at + 2 + JpegHeader.int16(stream, at + 2);
      if (end > stream.length) throw new IOException("a JPEG-LS segment ends early");
      if (marker == LSE) {
        if (stream[body] != PRESET_PARAMETERS) throw new IOException("a JPEG-LS mapping table");
        for (int i = 0; i < 5; i++) preset[i] = JpegHeader.int16(stream, body + 1 + 2 * i);
      } else if (marker == DRI) {
        throw new IOException("JPEG-LS with restart markers");
      } else if (marker == SOS) {
        boolean plain = stream[body] == 1 && stream[body + 4] == 0 && stream[body + 5] == 0;
        if (!plain) throw new IOException("a JPEG-LS scan that is interleaved or shifted");
        int near = stream[body + 3] & 0xff;
        if (preset[0] > 0) maxValue = preset[0];
        new JpegLsScan(stream, end, JpegLsParameters.of(maxValue, near, preset), header)
            .decode(format, target, offset);
        return;
      }
      at = end;
    }
    throw new IOException("no JPEG-LS scan");
  }
}
