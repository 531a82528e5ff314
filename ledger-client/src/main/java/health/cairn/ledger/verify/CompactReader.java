package health.cairn.ledger.verify;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.merkle.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;

/// Reads what [CompactWriter] wrote. Everything that is not so is an [IllegalArgumentException].
final class CompactReader {
  private final byte[] source;
  private int at;

  CompactReader(byte[] source) {
    this.source = source;
  }

  byte[] bytes(int length) {
    if (source.length - at < length) {
      throw new IllegalArgumentException("ends too early");
    }
    at += length;
    return Arrays.copyOfRange(source, at - length, at);
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      byte digit = bytes(1)[0];
      value |= (long) (digit & 0x7f) << shift;
      if (digit >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number that is too large");
  }

  /// A number that may not be larger.
  long count(long max) {
    long count = number();
    if (count > max) {
      throw new IllegalArgumentException("more parts than there can be");
    }
    return count;
  }

  Instant time() {
    return Instant.ofEpochSecond(number());
  }

  Hash hash() {
    return Hash.of(bytes(Hash.BYTES));
  }

  Address address() {
    return new Address("0x" + HexFormat.of().formatHex(bytes(20)));
  }

  String text(int maxBytes) {
    byte[] utf8 = bytes((int) count(maxBytes));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("a text that is none", e);
    }
  }

  void end() {
    if (at != source.length) {
      throw new IllegalArgumentException("something follows the proof");
    }
  }
}
