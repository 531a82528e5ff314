package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnsembleTest {
  @TempDir Path folder;

  @Test
  void neverSaw_keepsTheNetworksThatDidNotLearnFromAFold() throws Exception {
    StoredModel model = ensemble();

    assertEquals(2, model.weights().size());
    assertEquals(
        List.of("brats-tiny-A.onnx"), files(model.neverSaw("cheng_t1ce", 4).orElseThrow()));
    assertEquals(
        List.of("brats-tiny-B.onnx"), files(model.neverSaw("cheng_t1ce", 3).orElseThrow()));
    assertTrue(model.neverSaw("cheng_t1ce", 1).isEmpty());
    assertEquals(2, model.neverSaw("lgg_flair", 1).orElseThrow().weights().size());
  }

  @Test
  void neverSaw_isEmptyWhenTheCardDoesNotSayWhatItLearntFrom() throws Exception {
    StoredModel model = VolumeModels.install("brats-tiny", folder);

    assertTrue(model.neverSaw("cheng_t1ce", 4).isEmpty());
  }

  @Test
  void ref_namesTheNetworksThatAnswer() throws Exception {
    StoredModel model = ensemble();

    assertEquals(model.card().sha256(), model.ref().sha256());
    assertNotEquals(model.ref().sha256(), model.members().getFirst().ref().sha256());
    assertEquals(
        model.weights().getFirst().graph().sha256(), model.members().getFirst().ref().sha256());
  }

  @Test
  void ofFolders_refusesAnEnsembleOfWhichOneFileDiffers() throws Exception {
    ensemble();
    Path file = folder.resolve("models/brats-tiny-1.0.0/brats-tiny-B.onnx");
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);

    ModelCatalogue catalogue = ModelCatalogue.ofFolders(List.of(folder.resolve("models")));

    assertTrue(catalogue.models().isEmpty());
    assertEquals(ImagingException.Kind.INTEGRITY, catalogue.refused().getFirst().kind());
  }

  @Test
  void add_copiesNothingWhenOneFileIsMissing() throws Exception {
    Path from = Files.createDirectories(folder.resolve("from"));
    Path to = folder.resolve("to");
    assertThrows(
        ImagingException.class,
        () ->
            VolumeModels.install(
                "brats-tiny",
                folder,
                card -> {
                  String text = Cards.asEnsemble(card, "brats-tiny", from);
                  assertTrue(from.resolve("brats-tiny-B.onnx").toFile().delete());
                  return text;
                }));

    assertTrue(Files.notExists(to));
    assertTrue(Files.notExists(folder.resolve("models")));
  }

  private StoredModel ensemble() throws Exception {
    return VolumeModels.install(
        "brats-tiny", folder, card -> Cards.asEnsemble(card, "brats-tiny", folder.resolve("from")));
  }

  private static List<String> files(StoredModel model) {
    return model.weights().stream().map(w -> w.graph().file()).toList();
  }
}
