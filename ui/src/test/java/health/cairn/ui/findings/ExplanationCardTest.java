package health.cairn.ui.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.explain.MaskAgreement;
import org.junit.jupiter.api.Test;

class ExplanationCardTest {
  @Test
  void agreement_isSaidAgainstChance() {
    assertEquals(
        "30.0 % of it lies in the outline, which covers 5.0 % of the picture: 6.0 times what chance"
            + " would give.",
        ExplanationCard.agreement(new MaskAgreement(true, 0.3, 0.05, 0.2)));
    assertTrue(
        ExplanationCard.agreement(new MaskAgreement(false, 0.01, 0.05, 0))
            .endsWith("less than by chance."));
  }
}
