package health.cairn.imaging.fuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.Published;
import org.junit.jupiter.api.Test;

class FusionFiguresTest {
  private static final String MEASURED = "ab".repeat(32);

  private static Published of(String version, String sha256) throws Exception {
    return FusionFigures.read(
            """
            {"version": "2.0", "sha256": "%s",
             "metrics": {"accuracy": 0.9, "accuracyCi95": [0.8, 1.0], "definition": "Unseen."}}
            """
                .formatted(MEASURED))
        .of(new ModelRef(FusedMember.NAME, version, sha256, "CC-BY-4.0"));
  }

  @Test
  void of_givesTheFiguresOfTheVersionThatWasMeasured() throws Exception {
    assertEquals(0.9, of("2.0", MEASURED).figure("accuracy").orElseThrow().value());
    assertEquals("Unseen.", of("2.0", MEASURED).measuredOn());
    assertTrue(of("2.1", MEASURED).figures().isEmpty());
  }

  @Test
  void of_saysThatAPartWasReplacedSince() throws Exception {
    assertTrue(of("2.0", "cd".repeat(32)).measuredOn().contains("was replaced"));
  }
}
