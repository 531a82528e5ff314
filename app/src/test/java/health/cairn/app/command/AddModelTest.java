package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.command.Terminal.Ran;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Models come into a home with a right hash, and those with a licence of their own only after it was
/// accepted by name.
class AddModelTest {
  private static final String LICENCE = "Not for sale. Say who made it.";

  @TempDir Path directory;
  private Terminal terminal;
  private Path pack;

  @BeforeEach
  void makePack() throws IOException {
    terminal = new Terminal(directory.resolve("home"));
    pack = Files.createDirectory(directory.resolve("pack"));
    Files.writeString(pack.resolve("net.onnx"), "weights");
    Files.writeString(pack.resolve("LICENCE.txt"), LICENCE);
    card("CC-BY-NC-SA-4.0", sha256("weights"));
  }

  private void card(String licence, String sha256) throws IOException {
    Files.writeString(
        pack.resolve("card.json"),
        """
        {"format": 2, "name": "flair", "version": "1.0.0", "task": "segment",
         "file": "net.onnx", "sha256": "%s", "bytes": 7,
         "licence": "%s", "optIn": %s,
         "licenceFile": {"file": "LICENCE.txt", "sha256": "%s", "bytes": %d},
         "input": {"name": "image", "size": 64, "fieldOfViewMm": 250, "sequence": "FLAIR",
                   "lowPercentile": 0.01, "highPercentile": 0.995},
         "output": [{"name": "probability", "labels": ["whole tumour"]}],
         "structures": [{"label": "whole tumour", "code": "108369006", "meaning": "Neoplasm"}],
         "threshold": 0.5, "intendedUse": "Tests.", "limits": ["None."]}
        """
            .formatted(
                sha256,
                licence,
                licence.contains("NC"),
                sha256(LICENCE),
                LICENCE.getBytes(StandardCharsets.UTF_8).length));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private JsonNode listed() throws IOException {
    JsonNode models =
        new ObjectMapper().readTree(terminal.run("model", "list", "--json").out()).path("models");
    return StreamSupport.stream(models.spliterator(), false)
        .filter(m -> m.path("card").path("name").asText().equals("flair"))
        .findFirst()
        .orElse(new ObjectMapper().createObjectNode());
  }

  @Test
  void add_showsTheLicenceAndAddsNothingWhenItIsNotAccepted() throws Exception {
    Ran ran = terminal.run("model", "add", pack);

    assertEquals(3, ran.exit(), ran.err());
    assertTrue(ran.err().contains(LICENCE), ran.err());
    assertTrue(ran.err().contains("--accept-licence CC-BY-NC-SA-4.0"), ran.err());
    assertTrue(listed().isEmpty());
  }

  @Test
  void add_addsNothingWhenAnotherLicenceIsAccepted() throws Exception {
    Ran ran = terminal.run("model", "add", pack, "--accept-licence", "CC0-1.0");

    assertEquals(3, ran.exit(), ran.err());
    assertTrue(listed().isEmpty());
  }

  @Test
  void add_makesTheModelReadyWhenItsLicenceIsAccepted() throws Exception {
    Ran ran = terminal.run("model", "add", pack, "--accept-licence", "CC-BY-NC-SA-4.0");

    assertEquals(0, ran.exit(), ran.err());
    assertTrue(ran.err().contains(LICENCE), "shown all the same");
    assertFalse(listed().path("awaitsLicence").asBoolean(true));
  }

  @Test
  void list_saysThatAModelDoesNotRunWhenItWasCopiedThereWithoutAcceptance() throws Exception {
    Path home = Files.createDirectories(directory.resolve("home/models/flair"));
    for (String name : new String[] {"card.json", "net.onnx", "LICENCE.txt"}) {
      Files.copy(pack.resolve(name), home.resolve(name));
    }

    assertTrue(listed().path("awaitsLicence").asBoolean());
    assertTrue(terminal.run("model", "list").out().contains("not accepted"));
  }

  @Test
  void add_refusesAFileThatIsNotTheCards() throws Exception {
    card("Apache-2.0", sha256("other weights"));

    Ran ran = terminal.run("model", "add", pack.resolve("card.json"));

    assertEquals(5, ran.exit(), ran.err());
    assertTrue(listed().isEmpty());
  }

  @Test
  void add_namesWhatIsMissingWhenThereIsNoCard() {
    Ran ran = terminal.run("model", "add", directory.resolve("nowhere"));

    assertEquals(3, ran.exit(), ran.err());
    assertTrue(ran.err().contains("nowhere"), ran.err());
  }

  @Test
  void add_removesWhatAKilledOneLeftAndNobodyEverSeesIt() throws Exception {
    card("Apache-2.0", sha256("weights"));
    Path left = Files.createDirectories(directory.resolve("home/models/.adding-1"));
    Files.writeString(left.resolve("net.onnx"), "wei");
    assertEquals("", terminal.run("model", "list").err());

    assertEquals(0, terminal.run("model", "add", pack).exit());

    assertFalse(Files.exists(left));
    assertFalse(listed().isEmpty());
  }

  @Test
  void add_leavesNothingWhenItCannotBeStored() throws Exception {
    card("Apache-2.0", sha256("weights"));
    Files.createDirectories(directory.resolve("home"));
    Files.writeString(directory.resolve("home/models"), "a file where the folder should be");

    Ran ran = terminal.run("model", "add", pack);

    assertEquals(3, ran.exit(), ran.err());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertTrue(ran.err().contains("Nothing was added"), ran.err());
  }

  @Test
  void add_saysWhichFileIsMissingAndWhatToDo() throws Exception {
    Files.delete(pack.resolve("net.onnx"));

    Ran ran = terminal.run("model", "add", pack);

    assertEquals(3, ran.exit(), ran.err());
    assertTrue(
        ran.err().contains("net.onnx cannot be read: no such file or folder; copy the model again"),
        ran.err());
  }
}
