package health.cairn.app.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.TumourType.Rule;
import health.cairn.imaging.classify.Classification;
import health.cairn.imaging.classify.RuleFired;
import health.cairn.imaging.inference.ModelRef;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TypeWordsTest {
  @Test
  void rule_saysWhatItSawAndWhatFollows() {
    Rule rule =
        TypeWords.rule(
            new RuleFired(
                "at-the-rim",
                "rim is touching and outline is sure -> meningioma = 0.8 and pituitary = -0.4",
                "the outline lies at the head's rim",
                0.72,
                true,
                List.of("rim is touching: share of the edge; fully from 0.2 to 1")));
    assertEquals("the outline lies at the head's rim", rule.because());
    assertEquals("speaks for meningioma, speaks against pituitary", rule.says());
    assertEquals(
        List.of("rim is touching: share of the edge; fully from 0.2 to 1"), rule.meanings());
  }

  @Test
  void rule_putsItsConditionInWordsWhenNobodyWroteAReason() {
    Rule rule =
        TypeWords.rule(
            new RuleFired(
                "pool.small",
                "size is small and not disagreement is high -> unet = 0.4",
                "",
                0.5,
                true,
                List.of()));
    assertEquals(
        "the outlined share of the head is small and the models' disagreement is not high",
        rule.because());
    assertEquals("unet counts 0.4", rule.says());
  }

  @Test
  void moves_isNotARuleThatWasFittedToNothing() {
    assertFalse(TypeWords.moves(ruled("nothing-outlined", "none = 0")));
    assertFalse(TypeWords.moves(ruled("deep", "glioma = 0 and pituitary = -0.0")));
    assertTrue(TypeWords.moves(ruled("rim", "pituitary = -0.0045 and glioma = 0")));
    assertTrue(TypeWords.moves(ruled("unsure", "trust is low")));
  }

  @Test
  void why_namesRulesThatDidSomethingWithTheirDirection() {
    Classification classification =
        new Classification(
            Optional.of("meningioma"),
            Map.of("meningioma", 1.0),
            0,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Double.NaN,
            List.of(),
            List.of(ruled("at-the-rim", "meningioma = 0.25"), ruled("deep", "glioma = 0")),
            List.of(),
            new ModelRef("m", "1", "0".repeat(64), "CC-BY-4.0"));

    List<String> rules =
        FindingWords.why(classification).stream().filter(w -> w.startsWith("Rule")).toList();
    assertEquals(List.of("Rule at-the-rim, 70 %: it is so (speaks for meningioma)."), rules);
  }

  private static RuleFired ruled(String name, String then) {
    return new RuleFired(name, "outline is sure -> " + then, "it is so", 0.7, true, List.of());
  }

  @Test
  void rule_speaksOfTrustAndOfNoTumour() {
    assertEquals(
        "trust in the answer is low",
        TypeWords.rule(
                new RuleFired("unsure", "entropy is high -> trust is low", "", 1, true, List.of()))
            .says());
    assertEquals(
        "speaks for no tumour of a known kind",
        TypeWords.rule(
                new RuleFired(
                    "nothing",
                    "size is nothing -> glioma = 0 and none = 2",
                    "",
                    1,
                    true,
                    List.of()))
            .says());
  }
}
