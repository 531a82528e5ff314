package health.cairn.ledger.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/// Reads canonical JSON and nothing else: what would not be written back byte for byte is refused,
/// so two different files never mean the same. Bounded in bytes and depth; time is linear.
public final class CanonicalJsonParser {
  /// Deeper documents are refused.
  public static final int MAX_DEPTH = 8;

  private final String text;
  private int at;

  private CanonicalJsonParser(String text) {
    this.text = text;
  }

  /// @param maxBytes larger inputs are refused unread
  public static Json parse(byte[] bytes, int maxBytes) throws JsonRefusedException {
    if (bytes.length > maxBytes) {
      throw new JsonRefusedException("larger than " + maxBytes + " bytes");
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new JsonRefusedException("not UTF-8", e);
    }
    Json value;
    try {
      var parser = new CanonicalJsonParser(text);
      value = parser.value(0);
      if (parser.at != text.length()) {
        throw new JsonRefusedException("something follows the document at " + parser.at);
      }
    } catch (IllegalArgumentException e) { // a value's own limits: number range, surrogates
      throw new JsonRefusedException(String.valueOf(e.getMessage()), e);
    }
    if (!Arrays.equals(CanonicalJson.bytes(value), bytes)) {
      throw new JsonRefusedException("not in canonical form (RFC 8785)");
    }
    return value;
  }

  private Json value(int depth) throws JsonRefusedException {
    if (depth > MAX_DEPTH) {
      throw new JsonRefusedException("nested deeper than " + MAX_DEPTH);
    }
    char c = peek();
    return switch (c) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> new Json.Text(string());
      default -> {
        if (c == '-' || isDigit(c)) {
          yield integer();
        }
        throw new JsonRefusedException("an unexpected character at " + at);
      }
    };
  }

  private Json.Obj object(int depth) throws JsonRefusedException {
    SortedMap<String, Json> members = new TreeMap<>();
    expect('{');
    if (peek() == '}') {
      at++;
      return new Json.Obj(members);
    }
    while (true) {
      String name = string();
      expect(':');
      if (members.put(name, value(depth + 1)) != null) {
        throw new JsonRefusedException("a name twice in one object");
      }
      if (peek() != ',') {
        expect('}');
        return new Json.Obj(members);
      }
      at++;
    }
  }

  private Json.Arr array(int depth) throws JsonRefusedException {
    var items = new ArrayList<Json>();
    expect('[');
    if (peek() == ']') {
      at++;
      return new Json.Arr(items);
    }
    while (true) {
      items.add(value(depth + 1));
      if (peek() != ',') {
        expect(']');
        return new Json.Arr(items);
      }
      at++;
    }
  }

  private Json.Int integer() throws JsonRefusedException {
    int from = at;
    if (peek() == '-') {
      at++;
    }
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    if (at - from > 17) {
      throw new JsonRefusedException("an integer beyond 2^53 - 1");
    }
    return new Json.Int(Long.parseLong(text, from, at, 10));
  }

  private String string() throws JsonRefusedException {
    expect('"');
    int from = at;
    while (at < text.length() && isPlain(text.charAt(at))) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '"') {
      return text.substring(from, at++);
    }
    var out = new StringBuilder().append(text, from, at);
    while (true) {
      char c = next();
      if (c == '"') {
        return out.toString();
      }
      if (c < 0x20) {
        throw new JsonRefusedException("a bare control character at " + (at - 1));
      }
      out.append(c == '\\' ? escaped() : c);
    }
  }

  /// Stands for itself within a string.
  private static boolean isPlain(char c) {
    return c != '"' && c != '\\' && c >= 0x20;
  }

  private char escaped() throws JsonRefusedException {
    char c = next();
    return switch (c) {
      case '"', '\\' -> c;
      case 'b' -> '\b';
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'f' -> '\f';
      case 'r' -> '\r';
      case 'u' -> {
        if (text.length() - at < 4) {
          throw new JsonRefusedException("ends too early");
        }
        at += 4;
        yield (char) Integer.parseInt(text, at - 4, at, 16);
      }
      default -> throw new JsonRefusedException("an unknown escape at " + (at - 1));
    };
  }

  private char peek() throws JsonRefusedException {
    if (at == text.length()) {
      throw new JsonRefusedException("ends too early");
    }
    return text.charAt(at);
  }

  private char next() throws JsonRefusedException {
    char c = peek();
    at++;
    return c;
  }

  private void expect(char expected) throws JsonRefusedException {
    if (next() != expected) {
      throw new JsonRefusedException("no '" + expected + "' at " + (at - 1));
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
