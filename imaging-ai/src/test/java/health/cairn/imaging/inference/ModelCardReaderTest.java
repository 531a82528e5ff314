package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.measure.Interval;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCardReaderTest {

  @Test
  void read_keepsWhatTheProgramObeys() throws Exception {
    ModelCard card = read(tiny("tiny-segmenter"));

    assertEquals("tiny-segmenter", card.name());
    assertEquals(ModelInput.Slices.single("image", 64, 128, "T1C", 0.01, 0.995), card.input());
    ModelCard.Segment task = assertInstanceOf(ModelCard.Segment.class, card.task());
    assertEquals(0.5, task.threshold());
    Interval of10 = task.volumeIntervals().orElseThrow().of(10, 0.3);
    assertEquals(5, of10.low(), 1e-9);
    assertEquals(20, of10.high(), 1e-9);
    assertEquals(
        List.of(
            new ModelCard.Figure("diceMean", 0.5, Optional.of(new Interval(0.4, 0.6))),
            new ModelCard.Figure("images", 3, Optional.empty())),
        card.figures());
    assertEquals(card.figures(), card.reached().figures());
  }

  @Test
  void read_keepsClassesAndTemperatureOfAClassifier() throws Exception {
    ModelCard.Classify task =
        assertInstanceOf(ModelCard.Classify.class, read(tiny("tiny-classifier")).task());

    assertEquals(List.of("bright", "dark"), task.classes());
    assertEquals(2, task.temperature());
  }

  @Test
  void read_toleratesFieldsItDoesNotKnow() throws Exception {
    String card = tiny("tiny-segmenter").replaceFirst("\\{", "{\"colour\": {\"of\": [1, 2]},");

    assertEquals("tiny-segmenter", read(card).name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"sha256\": \" | \"sha256\": \"zz | sha256",
        "\"file\": \" | \"file\": \"../../ | file",
        "\"bytes\": | \"bytes\": 1e30, \"was\": | bytes",
        "\"size\": | \"size\": 100000, \"was\": | input.size",
        "\"fieldOfViewMm\": | \"fieldOfViewMm\": -1, \"was\": | input.fieldOfViewMm",
        "\"type\": \"float32\", \"size\" | \"type\": \"float16\", \"size\" | float16",
        "\"task\": \"segment\" | \"task\": \"dream\" | dream",
        "\"threshold\": | \"threshold\": 2, \"was\": | threshold",
        "\"highFactor\": 2.0 | \"highFactor\": 0.1 | interval",
        "\"licence\": | \"license\": | licence",
      })
  void read_refusesNamingTheFieldThatIsWrong(String from, String to, String named)
      throws Exception {
    // The card as one line, so that the table above can name neighbouring fields.
    String good = tiny("tiny-segmenter").replaceAll("\\s+", " ");
    String bad = good.replace(from.strip(), to.strip());
    assertTrue(!bad.equals(good), "the replacement must find its place");

    ImagingException e = assertThrows(ImagingException.class, () -> read(bad));

    assertEquals(ImagingException.Kind.REFUSED, e.kind());
    assertTrue(e.getMessage().contains(named), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"''", "[]", "{", "nonsense", "{} {}", "{\"name\": 1}"})
  void read_refusesWhatIsNoCard(String text) {
    ImagingException e = assertThrows(ImagingException.class, () -> read(text));
    assertEquals(ImagingException.Kind.REFUSED, e.kind());
  }

  @Test
  void read_refusesACardThatIsTooLargeOrTooDeep() throws Exception {
    String large = tiny("tiny-segmenter") + " ".repeat(ModelCardReader.MAX_BYTES);
    String deep = "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}";

    assertThrows(ImagingException.class, () -> read(large));
    assertThrows(ImagingException.class, () -> read(deep));
  }

  private static String tiny(String name) throws Exception {
    return new String(TestModels.bytes(name + ".json"), StandardCharsets.UTF_8);
  }

  private static ModelCard read(String json) throws ImagingException {
    return ModelCardReader.read(
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "test.json");
  }
}
