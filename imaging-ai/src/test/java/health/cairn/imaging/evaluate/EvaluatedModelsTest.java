package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.fuse.Classifiers;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A site that trained a shipped network further and added it, under the name that `ship_member.py` gives it.
class EvaluatedModelsTest {
  private static final Path SHIPPED = Path.of("src/main/resources/health/cairn/imaging/models");
  private static final String VGG = "cheng-t1c-vgg16";

  @TempDir Path folder;

  private void addAnotherVersion() throws Exception {
    try (Stream<Path> files = Files.list(SHIPPED)) {
      for (Path file : files.filter(f -> f.getFileName().toString().startsWith(VGG)).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Path card = folder.resolve(VGG + ".json");
    Files.writeString(
        card,
        Files.readString(card).replaceFirst("\"version\": \"[^\"]*\"", "\"version\": \"9.9.9\""));
  }

  @Test
  void of_joinsWhatIsShippedAndJudgesEachVersion() throws Exception {
    addAnotherVersion();
    try (InferenceEngine engine = InferenceEngine.start()) {
      ModelCatalogue models = ModelCatalogue.open(List.of(folder));
      Member alone = Classifiers.of(engine, ModelCatalogue.open(List.of())).getFirst();
      EvaluatedModels.Installed installed = EvaluatedModels.Installed.of(engine, models);

      assertEquals(alone.ref(), installed.classifiers().getFirst().ref(), "joined of the shipped");
      assertEquals(
          2, installed.classifiers().stream().filter(m -> m.ref().name().equals(VGG)).count());
      assertEquals("9.9.9", version(installed, VGG + "@9.9.9"));
      assertEquals(version(installed, VGG), alone(engine));
      assertThrows(ImagingException.class, () -> version(installed, VGG + "@0.0.1"));
    }
  }

  private static String alone(InferenceEngine engine) throws ImagingException {
    return version(EvaluatedModels.Installed.of(engine, ModelCatalogue.open(List.of())), VGG);
  }

  private static String version(EvaluatedModels.Installed installed, String named)
      throws ImagingException {
    return EvaluatedModels.choose(installed, Layout.CHENG_T1CE, List.of(named))
        .classifier()
        .orElseThrow()
        .ref()
        .version();
  }
}
