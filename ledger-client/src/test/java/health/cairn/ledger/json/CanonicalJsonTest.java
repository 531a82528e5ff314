package health.cairn.ledger.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import health.cairn.ledger.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  /// The order of RFC 8785 3.2.3's own example: by UTF-16 code units, so an emoji (surrogates from
  /// U+D83D) comes before U+FB33.
  @Test
  void text_sortsNamesByUtf16CodeUnits() {
    var object =
        Json.Obj.of(
            Map.of(
                "\u20ac", new Json.Text("Euro Sign"),
                "\r", new Json.Text("Carriage Return"),
                "\ufb33", new Json.Text("Hebrew Letter Dalet With Dagesh"),
                "1", new Json.Text("One"),
                "\ud83d\ude00", new Json.Text("Emoji: Grinning Face"),
                "\u0080", new Json.Text("Control"),
                "\u00f6", new Json.Text("Latin Small Letter O With Diaeresis")));
    assertEquals(
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\","
            + "\"\u00f6\":\"Latin Small Letter O With Diaeresis\",\"\u20ac\":\"Euro Sign\","
            + "\"\ud83d\ude00\":\"Emoji: Grinning Face\","
            + "\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}",
        CanonicalJson.text(object));
  }

  /// RFC 8785 3.2.2.2: the string of the RFC's example.
  @Test
  void text_escapesWhatMustBeEscapedAndNothingElse() {
    var text = new Json.Text("\u20ac$\u000f\nA'B\"\\\\\"/\u007f\u2028");
    assertEquals("\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u007f\u2028\"", CanonicalJson.text(text));
  }

  @Test
  void parse_readsBackWhatWasWritten() throws JsonRefusedException {
    var random = Seeded.random("CanonicalJsonTest");
    for (int round = 0; round < 500; round++) {
      Json value = any(random, 4);
      byte[] bytes = CanonicalJson.bytes(value);
      assertEquals(value, CanonicalJsonParser.parse(bytes, 1 << 20));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "\"",
        "nope",
        "true",
        "false",
        "null",
        "1.0",
        "1e3",
        "-",
        "-0",
        "01",
        "+1",
        "9007199254740992",
        "99999999999999999999",
        "{} ",
        " {}",
        "{}{}",
        "[1,]",
        "[,1]",
        "{\"a\"}",
        "{\"a\":1,}",
        "{\"a\":1,\"a\":2}",
        "{\"b\":1,\"a\":2}",
        "{ \"a\":1}",
        "{\"a\": 1}",
        "[1, 2]",
        "\"\\/\"",
        "\"\\u0041\"",
        "\"\\u000F\"",
        "\"\\u000a\"",
        "\"\\ud800\"",
        "\"\\x\"",
        "\"\\u00\"",
        "\"\\u+041\"",
        "\"a\nb\"",
        "{1:2}",
        "[[[[[[[[[[[]]]]]]]]]]]",
        "\ufeff{}"
      })
  void parse_refusesWhatIsNotCanonical(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    assertThrows(JsonRefusedException.class, () -> CanonicalJsonParser.parse(bytes, 1000));
  }

  @Test
  void parse_refusesWhatIsTooLargeOrNotUtf8() {
    byte[] large = "[1,1,1,1]".getBytes(StandardCharsets.UTF_8);
    assertThrows(JsonRefusedException.class, () -> CanonicalJsonParser.parse(large, 8));
    byte[] latin1 = {'"', (byte) 0xe4, '"'};
    assertThrows(JsonRefusedException.class, () -> CanonicalJsonParser.parse(latin1, 8));
    byte[] overlong = {'"', (byte) 0xc0, (byte) 0xaf, '"'};
    assertThrows(JsonRefusedException.class, () -> CanonicalJsonParser.parse(overlong, 8));
  }

  @Test
  void parse_neverFailsOtherwiseWhenBytesAreRandomlyChanged() {
    var random = Seeded.random("CanonicalJsonTest.random");
    for (int round = 0; round < 3000; round++) {
      byte[] bytes = CanonicalJson.bytes(any(random, 4));
      for (int i = 0; i < 3; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        Json value = CanonicalJsonParser.parse(bytes, 1 << 20);
        assertEquals(
            new String(bytes, StandardCharsets.UTF_8), CanonicalJson.text(value), "one form only");
      } catch (JsonRefusedException expected) {
        assertEquals(JsonRefusedException.class, expected.getClass());
      }
    }
  }

  private static Json any(SplittableRandom random, int depth) {
    return switch (random.nextInt(depth == 0 ? 2 : 4)) {
      case 0 -> new Json.Text(text(random));
      case 1 -> new Json.Int(random.nextLong(-Json.Int.MAX, Json.Int.MAX));
      case 2 -> {
        List<Json> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(any(random, depth - 1));
        }
        yield new Json.Arr(items);
      }
      default -> {
        var members = new TreeMap<String, Json>();
        for (int i = random.nextInt(4); i > 0; i--) {
          members.put(text(random), any(random, depth - 1));
        }
        yield new Json.Obj(members);
      }
    };
  }

  private static String text(SplittableRandom random) {
    var out = new StringBuilder();
    for (int i = random.nextInt(8); i > 0; i--) {
      int point =
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x20);
            case 1 -> random.nextInt(0x20, 0x80);
            case 2 -> random.nextInt(0x80, 0xd800);
            default -> random.nextInt(0xe000, 0x110000);
          };
      out.appendCodePoint(point);
    }
    return out.toString();
  }
}
