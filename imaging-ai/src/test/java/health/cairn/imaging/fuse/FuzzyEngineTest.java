package health.cairn.imaging.fuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FuzzyEngineTest {
  private static final String FAN =
      """
      rules fan            # the textbook's
      norm minimum
      input warmth "degrees Celsius" from 0 to 40
        term cold trapezoid 0 0 10 20
        term hot trapezoid 10 20 40 40
      input damp "relative humidity" from 0 to 1
        term high sigmoid 0.5 20
      output speed "share of the fan's speed" from 0 to 1
        term slow triangle 0 0 0.5
        term fast triangle 0.5 1 1
      rule still if warmth is cold then speed is slow because "it is cold"
      rule blow weight 0.5 if warmth is hot and not damp is very high then speed is fast
      """;

  private static final String LINEAR =
      """
      rules linear
      input x "any" from 0 to 10
        term low trapezoid 0 0 2 8
        term high trapezoid 2 8 10 10
      output y "any" from 0 to 100
      rule a if x is low then y = 1 + 2 * x
      rule b if x is high then y = 10
      """;

  @ParameterizedTest
  @CsvSource({"0, 0", "5, 0.5", "10, 1", "15, 1", "20, 1", "25, 0.5", "30, 0", "35, 0"})
  void trapezoid_risesStaysAndFalls(double x, double degree) {
    assertEquals(degree, new Membership.Trapezoid(0, 10, 20, 30).at(x), 1e-12);
  }

  @Test
  void memberships_areOneHalfWhereTheyShouldBe() {
    assertEquals(0.5, new Membership.Triangle(0, 2, 4).at(1), 1e-12);
    assertEquals(0.5, new Membership.Sigmoid(3, -2).at(3), 1e-12);
    assertEquals(Math.exp(-0.5), new Membership.Gaussian(3, 2).at(5), 1e-12);
    assertTrue(Double.isNaN(new Membership.Triangle(0, 2, 4).at(Double.NaN)));
  }

  @Test
  void meanings_sayWhatTheWordsOfARuleMeanWithTheirNumbers() throws ImagingException {
    RuleBase fan = base(FAN);
    assertEquals(
        List.of("warmth is cold: degrees Celsius; fully from 0 to 10, not at all above 20"),
        fan.meanings(fan.rules().getFirst()));
    assertEquals(
        List.of(
            "warmth is hot: degrees Celsius; fully from 20 to 40, not at all below 10",
            "damp is high: relative humidity; by half at 0.5, more above it"),
        fan.meanings(fan.rules().getLast()));
  }

  @Test
  void moved_movesAnEdgeInEveryWordThatHasItAndNothingElse() throws ImagingException {
    Variable warmth = base(FAN).input("warmth").orElseThrow();
    Membership.Edge edge = new Membership.Edge(10, 20);
    assertEquals(List.of(edge), warmth.edges());
    Variable moved = warmth.moved(edge, new Membership.Edge(8, 16)).orElseThrow();
    assertEquals(
        new Membership.Trapezoid(0, 0, 8, 16), moved.term("cold").orElseThrow().membership());
    assertEquals(
        new Membership.Trapezoid(8, 16, 40, 40), moved.term("hot").orElseThrow().membership());
    assertTrue(warmth.moved(edge, new Membership.Edge(30, 50)).isEmpty());
  }

  @Test
  void mamdani_isTheCentreOfTheClippedTerm() throws ImagingException {
    // Only "still", clipped at 0.5: a trapezoid of height 0.5 on 0..0.25, falling to 0 at 0.5.
    Inference inference = Mamdani.infer(base(FAN), Map.of("warmth", 15.0, "damp", 1.0));
    double area = 0.5 * 0.25 + 0.5 * 0.25 / 2;
    double moment = 0.5 * 0.25 * 0.125 + 0.5 * 0.25 / 2 * (0.25 + 0.25 / 3);
    assertEquals(moment / area, inference.outputs().get("speed"), 1e-3);
    assertEquals(0.5, inference.firings().getFirst().strength(), 1e-12);
  }

  @Test
  void mamdani_isSilentWhenNothingFires() throws ImagingException {
    Inference inference = Mamdani.infer(base(FAN), Map.of("damp", 0.2));
    assertFalse(inference.outputs().containsKey("speed"));
    assertFalse(inference.firings().get(1).known());
    assertTrue(inference.firings().get(1).text().startsWith("blow unknown: "));
  }

  @Test
  void sugeno_weighsLinesByTheirStrengths() throws ImagingException {
    // At x = 5 both hold by one half: the mean of 11 and 10.
    assertEquals(10.5, Sugeno.infer(base(LINEAR), Map.of("x", 5.0)).outputs().get("y"), 1e-12);
    assertEquals(3, Sugeno.infer(base(LINEAR), Map.of("x", 1.0)).outputs().get("y"), 1e-12);
    String sum = LINEAR.replace("rules linear", "rules linear combine sum");
    assertEquals(10.5, Sugeno.infer(base(sum), Map.of("x", 5.0)).outputs().get("y"), 1e-12);
    assertEquals(0, Sugeno.infer(base(sum), Map.of()).outputs().get("y"), 1e-12);
  }

  @Test
  void norms_andHedges_areTheirDefinitions() throws ImagingException {
    String either = FAN.replace("hot and not damp is very high", "hot or damp is somewhat high");
    Map<String, Double> values = Map.of("warmth", 12.5, "damp", 0.5);
    double damp = Math.sqrt(0.5);
    assertEquals(0.5 * damp, Sugeno.infer(base(either), values).firings().get(1).strength(), 1e-9);
    String product = either.replace("norm minimum", "norm product");
    assertEquals(
        0.5 * (0.25 + damp - 0.25 * damp),
        Sugeno.infer(base(product), values).firings().get(1).strength(),
        1e-9);
  }

  @Test
  void write_isReadBackAsTheSameRules() throws ImagingException {
    String text =
        FAN.replace("hot and not damp", "hot and not (damp is high or warmth is cold) and damp")
            + "\n"
            + LINEAR;
    Map<String, RuleBase> bases = RuleText.read(text);
    assertEquals(bases, RuleText.read(RuleText.write(bases.values())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "term cold trapezoid 0 0 10 20 | term cold trapezoid 0 20 10 0 | line 4: points",
        "term cold trapezoid 0 0 10 20 | term cold square 0 0 10 20 | line 4: \"square\"",
        "warmth is cold | warmth is mild | line 1: rule \"still\" speaks of \"warmth is mild\"",
        "speed is slow | haste is slow | line 1: rule \"still\"",
        "rule still if | rule still | line 11: \"if\"",
        "weight 0.5 | weight 1.5 | line 12",
        "not damp | not (damp | line 12: \")\"",
        "output speed | exit speed | line 8: a statement",
        "norm minimum | norm & | line 2: there is something",
        "rule blow | rule still | line 1: a name is used twice",
      })
  void read_namesTheLineOfWhatItRefuses(String good, String bad, String message) {
    assertTrue(FAN.contains(good.strip()));
    ImagingException refused =
        assertThrows(
            ImagingException.class, () -> RuleText.read(FAN.replace(good.strip(), bad.strip())));
    assertTrue(refused.getMessage().contains(message.strip()), refused.getMessage());
    assertEquals(ImagingException.Kind.REFUSED, refused.kind());
  }

  @Test
  void read_refusesWhatIsTooLongOrTooDeep() {
    String deep = FAN.replace("warmth is cold", "(".repeat(100) + "warmth is cold");
    String nots = FAN.replace("warmth is cold", "not ".repeat(100) + "warmth is cold");
    String longText = " ".repeat(RuleTokens.MAX_CHARACTERS + 1);
    for (String text : new String[] {deep, nots, longText}) {
      assertThrows(ImagingException.class, () -> RuleText.read(text));
    }
  }

  private static RuleBase base(String text) throws ImagingException {
    return RuleText.read(text).values().iterator().next();
  }
}
