package health.cairn.app.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.app.desk.TumourType.Rule;
import health.cairn.imaging.classify.RuleFired;
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
                true));
    assertEquals("the outline lies at the head's rim", rule.because());
    assertEquals("speaks for meningioma, speaks against pituitary", rule.says());
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
                true));
    assertEquals(
        "the outlined share of the head is small and the models' disagreement is not high",
        rule.because());
    assertEquals("unet counts 0.4", rule.says());
  }

  @Test
  void rule_speaksOfTrustAndOfNoTumour() {
    assertEquals(
        "trust in the answer is low",
        TypeWords.rule(new RuleFired("unsure", "entropy is high -> trust is low", "", 1, true))
            .says());
    assertEquals(
        "speaks for no tumour of a known kind",
        TypeWords.rule(
                new RuleFired("nothing", "size is nothing -> glioma = 0 and none = 2", "", 1, true))
            .says());
  }
}
