package health.cairn.ledger.verify;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Writes the parts of a compact proof. A number is in base 128, low digits first, with the high bit
/// set in all bytes but the last (LEB128); a text is its number of UTF-8 bytes and those.
final class CompactWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  void number(long value) {
    long rest = value;
    while (rest > 0x7f) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  void time(Instant time) {
    number(time.getEpochSecond());
  }

  void bytes(byte[] bytes) {
    out.writeBytes(bytes);
  }

  void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    out.writeBytes(utf8);
  }

  byte[] toBytes() {
    return out.toByteArray();
  }
}
