package health.cairn.ui.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.explain.DeletionInsertion;
import health.cairn.imaging.explain.Explanation;
import health.cairn.imaging.explain.MaskAgreement;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.slice.Raster;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExplanationCardTest {
  @Test
  void drawnBy_namesTheOneNetworkWhoseMapsTheyAre() {
    Raster grey = Raster.of(2, 2, new float[4]);
    Explanation explanation =
        new Explanation(
            new ModelRef("cheng-t1c-vgg16", "1.1.0", "ab".repeat(32), "CC-BY-4.0"),
            "glioma",
            0.8,
            grey,
            grey,
            List.of(),
            Optional.empty());
    assertEquals(
        "Maps of one network: the first file of cheng-t1c-vgg16 1.1.0.",
        ExplanationCard.drawnBy(explanation));
  }

  @Test
  void worth_saysWhetherTheMapBeatsChanceBothWays() {
    assertEquals(
        "What it marks matters here: blurred away first, what it marks leaves 31 % (by chance 52 %);"
            + " brought back first, it gives 81 % (by chance 50 %).",
        ExplanationCard.worth(new DeletionInsertion(0.31, 0.81, 0.52, 0.50, 0, 0)));
    for (DeletionInsertion none :
        List.of(
            new DeletionInsertion(0.31, 0.45, 0.52, 0.50, 0, 0.6),
            new DeletionInsertion(0.60, 0.81, 0.52, 0.50, 0.8, 0))) {
      assertTrue(ExplanationCard.worth(none).startsWith("No better than chance here"));
    }
  }

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
