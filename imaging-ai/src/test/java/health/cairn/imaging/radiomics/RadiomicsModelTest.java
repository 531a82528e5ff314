package health.cairn.imaging.radiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RadiomicsModelTest {
  private static final String TREES =
      """
      {"format":2,"classes":["glioma","meningioma","pituitary","none"],
       "trainedOn":{"dataset":"cheng_t1ce","folds":[1,2,3]},
       "features":["a","b"],"nothingOutlined":[0.1,0.1,0.1,0.7],
       "calibration":{"weights":[[1,0,0,0],[0,1,0,0],[0,0,1,0],[0,0,0,1]],"bias":[0,0,0,0]},
       "base":[0,0,0,0],
       "trees":[
        [{"feature":[0,-1,1,-1,-1],"threshold":[1.5,0,3,0,0],"left":[1,0,3,0,0],
          "right":[2,0,4,0,0],"value":[0.5,-1,1,0.5,2]}],
        [],[],[]]}
      """;

  @Test
  void answer_walksTheTreesAndCreditsTheFeatures() throws ImagingException {
    BoostedTrees trees =
        BoostedTreesReader.read(TREES.getBytes(StandardCharsets.UTF_8), "drawn").trees();
    BoostedTrees.Answer answer = trees.answer(new float[] {2, 4});
    double e = Math.exp(2);
    assertEquals(e / (e + 3), answer.probabilities()[0], 1e-12);
    // From the root's 0.5 to 1 by the first feature, to 2 by the second.
    assertEquals(0.5, answer.credit(0, 0), 1e-12);
    assertEquals(1.0, answer.credit(0, 1), 1e-12);
    assertEquals(1 / (1 + 3 * Math.E), trees.answer(new float[] {1, 9}).probabilities()[0], 1e-12);
  }

  @Test
  void answer_isCalibratedByTheMatrixAndTheBiases() throws ImagingException {
    String json =
        TREES.replace("[[1,0,0,0],", "[[2,0.5,0,0],").replace("\"bias\":[0,", "\"bias\":[0.25,");
    BoostedTrees trees =
        BoostedTreesReader.read(json.getBytes(StandardCharsets.UTF_8), "drawn").trees();
    double log = Math.log(Math.exp(2) + 3);
    double first = Math.exp(2 * (2 - log) - 0.5 * log + 0.25);
    double others = 3 * Math.exp(-log);
    assertEquals(
        first / (first + others), trees.answer(new float[] {2, 4}).probabilities()[0], 1e-12);
  }

  @ParameterizedTest
  @CsvSource({
    "'\"left\":[1,0,3,0,0]', '\"left\":[0,0,3,0,0]'",
    "'\"left\":[1,0,3,0,0]', '\"left\":[1,0,9,0,0]'",
    "'\"feature\":[0,', '\"feature\":[7,'",
    "'\"value\":[0.5,', '\"value\":['",
    "'\"weights\":[[1,0,0,0],', '\"weights\":['",
    "'[0,0,1,0]', '[0,0,1]'",
    "'\"bias\":[0,0,0,0]', '\"bias\":[0,0,0]'",
    "'\"format\":2', '\"format\":1'",
    "'\"meningioma\"', '\"meningeoma\"'",
    "'[0.1,0.1,0.1,0.7]', '[0.1,0.1,0.1]'"
  })
  void read_refusesWhatIsNoModel(String proper, String defect) {
    String json = TREES.replace(proper, defect);
    assertTrue(!json.equals(TREES));
    ImagingException refused =
        assertThrows(
            ImagingException.class,
            () -> BoostedTreesReader.read(json.getBytes(StandardCharsets.UTF_8), "drawn"));
    assertEquals(ImagingException.Kind.REFUSED, refused.kind());
  }

  @Test
  void bundled_isWhatItsCardNames() throws ImagingException {
    RadiomicsModel model = RadiomicsModel.bundled();
    assertEquals(RadiomicsModel.NAME, model.ref().name());
    assertEquals(64, model.ref().sha256().length());
    assertEquals(4, model.parts().size());
    for (int fold = 1; fold <= 4; fold++) {
      RadiomicsModel unseen = model.neverSaw("cheng_t1ce", fold).orElseThrow();
      assertEquals(1, unseen.parts().size());
      assertTrue(!unseen.parts().getFirst().trees().folds().contains(fold));
    }
    assertEquals(model.ref(), model.neverSaw("another", 1).orElseThrow().ref());
  }

  @Test
  void read_saysIntegrityWhenOneByteDiffers() {
    ImagingException tampered =
        assertThrows(
            ImagingException.class,
            () ->
                RadiomicsModel.read(
                    name -> name.endsWith("-a.json") ? changed(name) : resource(name)));
    assertEquals(ImagingException.Kind.INTEGRITY, tampered.kind());
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(RadiomicsModel.class.getResourceAsStream(name));
  }

  private static InputStream changed(String name) throws IOException {
    byte[] content = resource(name).readAllBytes();
    content[content.length / 2] ^= 1;
    return new ByteArrayInputStream(content);
  }
}
