package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelCatalogueTest {
  @TempDir Path folder;

  @Test
  void ofFolders_offersTheOthersWhenOneModelsHashDiffers() throws Exception {
    TestModels.copy("tiny-segmenter", folder);
    TestModels.copy("tiny-classifier", folder);
    flipOneByte(folder.resolve("tiny-segmenter.onnx"));

    ModelCatalogue catalogue = ModelCatalogue.ofFolders(List.of(folder));

    assertEquals("tiny-classifier", catalogue.classifier().card().name());
    assertEquals(1, catalogue.models().size());
    RefusedModel refused = catalogue.refused().getFirst();
    assertEquals(ImagingException.Kind.INTEGRITY, refused.kind());
  }

  @Test
  void segmenter_failsWithBothHashesWhenTheOnlyOneDiffersFromItsCard() throws Exception {
    TestModels.copy("tiny-segmenter", folder);
    String expected = TestModels.segmenter(folder.resolve("good")).card().sha256();
    flipOneByte(folder.resolve("tiny-segmenter.onnx"));
    ModelCatalogue catalogue = ModelCatalogue.ofFolders(List.of(folder.resolve(".")));
    ModelCatalogue bad = ModelCatalogue.ofFolders(List.of(onlyBad()));

    ImagingException e = assertThrows(ImagingException.class, bad::segmenter);

    assertEquals(ImagingException.Kind.INTEGRITY, e.kind());
    assertTrue(e.getMessage().contains(expected), e.getMessage());
    assertTrue(e.getMessage().matches(".*file has [0-9a-f]{64};.*"), e.getMessage());
    assertEquals(1, catalogue.models().size(), "the good copy in the folder inside is offered");
  }

  @Test
  void ofFolders_refusesAFileWithoutCardAndACardWithoutFile() throws Exception {
    TestModels.copy("tiny-segmenter", folder);
    TestModels.copy("tiny-classifier", folder);
    Files.delete(folder.resolve("tiny-segmenter.json"));
    Files.delete(folder.resolve("tiny-classifier.onnx"));

    ModelCatalogue catalogue = ModelCatalogue.ofFolders(List.of(folder));

    assertTrue(catalogue.models().isEmpty());
    assertEquals(2, catalogue.refused().size());
    ImagingException e = assertThrows(ImagingException.class, catalogue::segmenter);
    assertEquals(ImagingException.Kind.REFUSED, e.kind());
  }

  @Test
  void ofFolders_isEmptyWhenTheFolderDoesNotExist() {
    ModelCatalogue catalogue = ModelCatalogue.ofFolders(List.of(folder.resolve("nowhere")));

    assertTrue(catalogue.models().isEmpty());
    assertTrue(catalogue.refused().isEmpty());
  }

  @Test
  void add_copiesAModelSoThatItIsOffered() throws Exception {
    Path from = folder.resolve("from");
    Path to = folder.resolve("to");
    TestModels.copy("tiny-segmenter", from);

    ModelCard added = ModelFolder.add(from.resolve("tiny-segmenter.json"), to);
    ModelFolder.add(from.resolve("tiny-segmenter.json"), to);

    ModelCatalogue catalogue = ModelCatalogue.ofFolders(List.of(to));
    assertEquals(added, catalogue.segmenter().card());
    assertEquals(1, catalogue.models().size());
    assertTrue(catalogue.find("tiny-segmenter", "1.0.0").isPresent());
  }

  @Test
  void add_leavesNothingWhenTheHashDiffers() throws Exception {
    Path from = folder.resolve("from");
    Path to = folder.resolve("to");
    TestModels.copy("tiny-segmenter", from);
    flipOneByte(from.resolve("tiny-segmenter.onnx"));

    ImagingException e =
        assertThrows(
            ImagingException.class, () -> ModelFolder.add(from.resolve("tiny-segmenter.json"), to));

    assertEquals(ImagingException.Kind.INTEGRITY, e.kind());
    assertFalse(Files.exists(to));
  }

  @Test
  void verified_failsWhenTheFileGrewAfterTheCatalogueWasOpened() throws Exception {
    StoredModel model = TestModels.segmenter(folder);
    Path onnx = folder.resolve("tiny-segmenter.onnx");
    byte[] content = Files.readAllBytes(onnx);
    byte[] longer = java.util.Arrays.copyOf(content, content.length + 1000);
    Files.write(onnx, longer);

    ImagingException e = assertThrows(ImagingException.class, model::verify);

    assertEquals(ImagingException.Kind.INTEGRITY, e.kind());
  }

  private Path onlyBad() throws Exception {
    Path bad = folder.resolve("bad");
    TestModels.copy("tiny-segmenter", bad);
    flipOneByte(bad.resolve("tiny-segmenter.onnx"));
    return bad;
  }

  private static void flipOneByte(Path file) throws Exception {
    byte[] content = Files.readAllBytes(file);
    content[content.length / 2] ^= 1;
    Files.write(file, content);
  }
}
