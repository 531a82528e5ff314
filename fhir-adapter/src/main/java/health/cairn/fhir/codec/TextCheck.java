package health.cairn.fhir.codec;

import health.cairn.fhir.codec.FhirReading.Why;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Tells what an input is before anything reads it as JSON: UTF-8 text that starts with `{`.
final class TextCheck {
  private TextCheck() {}

  /// @return where the JSON starts: after a byte order mark and white space
  static int start(byte[] bytes) throws RefusedInput {
    int start = startsWith(bytes, 0xEF, 0xBB, 0xBF) ? 3 : 0;
    while (start < bytes.length && isSpace(bytes[start])) {
      start++;
    }
    if (start == bytes.length) {
      throw new RefusedInput(Why.EMPTY, "The file is empty.");
    }
    if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
      throw new RefusedInput(Why.NOT_UTF8, "The text is UTF-16; FHIR JSON is UTF-8.");
    }
    if (startsWith(bytes, 'P', 'K', 3, 4)) {
      throw new RefusedInput(Why.NOT_JSON, "This is a ZIP archive, not JSON.");
    }
    if (startsWith(bytes, 0x1F, 0x8B)) {
      throw new RefusedInput(Why.NOT_JSON, "This is compressed (gzip); unpack it first.");
    }
    if (bytes[start] == '<') {
      throw new RefusedInput(Why.XML, "XML is not read, give FHIR as JSON.");
    }
    if (bytes[start] == '[') {
      throw new RefusedInput(
          Why.NOT_FHIR, "This is not a FHIR resource: a JSON list; give a Bundle or NDJSON.");
    }
    if (start + 1 < bytes.length && (bytes[start] == 0 || bytes[start + 1] == 0)) {
      throw new RefusedInput(Why.NOT_UTF8, "The text is not UTF-8, as FHIR JSON is.");
    }
    if (bytes[start] != '{') {
      throw new RefusedInput(Why.NOT_JSON, "This is not JSON: it does not start with a brace.");
    }
    return start;
  }

  /// @throws RefusedInput where the whole is not UTF-8, or ends within a character
  static void checkUtf8(byte[] bytes) throws RefusedInput {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result = decode(decoder(), in);
    if (result.isError()) {
      if (in.remaining() < 4 && in.remaining() == result.length()) {
        throw new RefusedInput(Why.TRUNCATED, truncated(bytes.length));
      }
      throw new RefusedInput(
          Why.NOT_UTF8, "The text is not UTF-8, as FHIR JSON is: byte " + in.position() + ".");
    }
  }

  /// The same for one line of many.
  static void checkUtf8(byte[] bytes, int from, int end) throws RefusedResource {
    if (decode(decoder(), ByteBuffer.wrap(bytes, from, end - from)).isError()) {
      throw new RefusedResource(Why.NOT_UTF8, "is not UTF-8, as FHIR JSON is");
    }
  }

  /// How many lines end before `end`.
  static int lineBreaks(byte[] bytes, int end) {
    int breaks = 0;
    for (int i = 0; i < end; i++) {
      if (bytes[i] == '\n') {
        breaks++;
      }
    }
    return breaks;
  }

  static boolean isBlank(byte[] bytes, int from, int end) {
    for (int i = from; i < end; i++) {
      if (!isSpace(bytes[i])) {
        return false;
      }
    }
    return true;
  }

  private static CharsetDecoder decoder() {
    return StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  private static CoderResult decode(CharsetDecoder decoder, ByteBuffer in) {
    CharBuffer out = CharBuffer.allocate(1 << 14);
    CoderResult result;
    do {
      out.clear();
      result = decoder.decode(in, out, true);
    } while (result.isOverflow());
    return result;
  }

  static String truncated(long bytes) {
    return "The file is truncated: it ends within a value at byte " + bytes + ".";
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t' || b == '\n' || b == '\r';
  }

  private static boolean startsWith(byte[] bytes, int... head) {
    if (bytes.length < head.length) {
      return false;
    }
    for (int i = 0; i < head.length; i++) {
      if ((bytes[i] & 0xFF) != head[i]) {
        return false;
      }
    }
    return true;
  }
}
