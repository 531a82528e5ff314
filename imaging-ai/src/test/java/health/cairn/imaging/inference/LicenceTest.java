package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LicenceTest {
  private static final String TEXT = "Not for money.\n";

  @TempDir Path folder;

  @Test
  void submit_refusesAModelWhoseLicenceNobodyAccepted() throws Exception {
    StoredModel model = restricted("CC-BY-NC-SA-4.0");

    try (InferenceEngine engine = InferenceEngine.start()) {
      SlidingWindow before = new SlidingWindow(engine, model);
      ImagingException e = assertThrows(ImagingException.class, () -> run(before));
      assertEquals(ImagingException.Kind.REFUSED, e.kind());
      assertTrue(e.getMessage().contains("CC-BY-NC-SA-4.0"), e.getMessage());

      run(new SlidingWindow(engine, model.withLicenceAccepted()));
    }
  }

  @Test
  void licenceText_isWhatTheCardNames() throws Exception {
    StoredModel model = restricted("CC-BY-NC-SA-4.0");

    assertEquals(Optional.of(TEXT), model.licenceText());
    assertTrue(model.awaitsLicence());
    assertFalse(model.withLicenceAccepted().awaitsLicence());
    assertTrue(
        model.withLicenceAccepted().members().stream().noneMatch(StoredModel::awaitsLicence));
  }

  @Test
  void licenceText_failsWhenTheTextWasChanged() throws Exception {
    StoredModel model = restricted("CC-BY-NC-SA-4.0");
    Files.writeString(folder.resolve("models/brats-tiny-1.0.0/LICENCE.txt"), "Anything goes.\n");

    ImagingException e = assertThrows(ImagingException.class, model::licenceText);

    assertEquals(ImagingException.Kind.INTEGRITY, e.kind());
  }

  @Test
  void read_awaitsAcceptanceOfTermsThatForbidAUseWhateverTheCardSays() throws Exception {
    StoredModel model =
        VolumeModels.install(
            "brats-tiny",
            folder,
            card ->
                card.replaceFirst(
                    "\"licence\": \"[^\"]*\"", "\"licence\": \"CC-BY-NC-4.0\", \"optIn\": false"));

    assertTrue(model.awaitsLicence());
  }

  private StoredModel restricted(String licence) throws Exception {
    Path from = Files.createDirectories(folder.resolve("from"));
    Files.writeString(from.resolve("LICENCE.txt"), TEXT);
    return VolumeModels.install(
        "brats-tiny",
        folder,
        card -> {
          ObjectNode root = Cards.tree(card);
          root.put("licence", licence).put("optIn", true);
          root.putObject("licenceFile")
              .put("file", "LICENCE.txt")
              .put("sha256", ModelIntegrity.sha256(TEXT))
              .put("bytes", TEXT.getBytes(StandardCharsets.UTF_8).length);
          return root.toPrettyString();
        });
  }

  private static void run(SlidingWindow window) throws ImagingException {
    VolumeAnswer answer =
        window.run(
            VolumeModels.study(), VolumeModels.HEAD, VolumeModels.HEAD, "Testing", Progress.NONE);
    assertEquals(List.of(), answer.notes());
  }
}
