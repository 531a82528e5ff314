package health.cairn.ledger.verify;

import java.io.ByteArrayOutputStream;

/// Bytes as the characters of a QR code's alphanumeric mode (RFC 9285): three for two bytes.
final class Base45 {
  private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";

  private Base45() {}

  static String encode(byte[] bytes) {
    var text = new StringBuilder();
    for (int i = 0; i < bytes.length; i += 2) {
      boolean pair = i + 1 < bytes.length;
      int value = pair ? (bytes[i] & 0xff) << 8 | (bytes[i + 1] & 0xff) : bytes[i] & 0xff;
      text.append(ALPHABET.charAt(value % 45)).append(ALPHABET.charAt(value / 45 % 45));
      if (pair) {
        text.append(ALPHABET.charAt(value / (45 * 45)));
      }
    }
    return text.toString();
  }

  /// @throws IllegalArgumentException on anything that [#encode] would not write
  static byte[] decode(String text) {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i += 3) {
      int left = text.length() - i;
      if (left == 1) {
        throw new IllegalArgumentException("ends too early");
      }
      int value = digit(text, i) + 45 * digit(text, i + 1);
      if (left > 2) {
        value += 45 * 45 * digit(text, i + 2);
        bytes.write(value >> 8);
      }
      if (value > (left > 2 ? 0xffff : 0xff)) {
        throw new IllegalArgumentException("characters that stand for no bytes");
      }
      bytes.write(value);
    }
    return bytes.toByteArray();
  }

  private static int digit(String text, int at) {
    int digit = ALPHABET.indexOf(text.charAt(at));
    if (digit < 0) {
      throw new IllegalArgumentException("a character that a QR code does not have");
    }
    return digit;
  }
}
