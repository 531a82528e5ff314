package health.cairn.app.security;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/// What a person types to open a home. Kept as characters that are wiped on [#close], never as a
/// String, and never printed.
public final class Passphrase implements AutoCloseable {
  private final char[] characters;

  private Passphrase(char[] characters) {
    this.characters = characters;
  }

  /// Copies the characters; the caller wipes its own.
  public static Passphrase of(char[] characters) {
    return new Passphrase(characters.clone());
  }

  /// A random passphrase of 256 bits, for homes that nobody opens twice.
  public static Passphrase random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return new Passphrase(HexFormat.of().formatHex(bytes).toCharArray());
  }

  public boolean isEmpty() {
    return characters.length == 0;
  }

  /// UTF-8 bytes; the caller wipes them.
  byte[] toBytes() {
    ByteBuffer buffer = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters));
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    buffer.clear();
    while (buffer.hasRemaining()) {
      buffer.put((byte) 0);
    }
    return bytes;
  }

  @Override
  public void close() {
    Arrays.fill(characters, '\0');
  }

  @Override
  public String toString() {
    return "Passphrase[hidden]";
  }
}
