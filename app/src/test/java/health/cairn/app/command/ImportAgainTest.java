package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.TinyStudy;
import health.cairn.app.command.Terminal.Ran;
import health.cairn.imaging.dicom.DicomUid;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a second import of the same files does: it mends what the home lost, and replaces nothing.
class ImportAgainTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private Path home;
  private Terminal terminal;
  private Path images;

  @BeforeEach
  void importOnce() throws Exception {
    home = directory.resolve("home");
    terminal = new Terminal(home);
    images = directory.resolve("images");
    TinyStudy.write(images, "jane", 4);
    assertEquals(0, terminal.run("init").exit());
    assertEquals(0, terminal.run("import", images).exit());
  }

  @Test
  void import_writesLostAndDamagedObjectsAgainAndSaysSo() throws Exception {
    List<Path> objects = objects();
    Files.delete(objects.get(0));
    byte[] damaged = Files.readAllBytes(objects.get(1));
    damaged[damaged.length / 2] ^= 1;
    Files.write(objects.get(1), damaged);
    Files.copy(objects.get(3), objects.get(2), java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    Ran ran = terminal.run("import", images, "--json");
    assertEquals(0, ran.exit(), ran.err());
    JsonNode summary = JSON.readTree(ran.out());
    assertEquals(4, summary.get("merged").asInt());
    assertEquals(3, summary.get("notes").size());
    assertTrue(summary.at("/notes/0/text").asText().contains("lost or damaged"), ran.out());
    assertEquals(objects, objects());

    JsonNode again = JSON.readTree(terminal.run("import", images, "--json").out());
    assertEquals(0, again.get("notes").size(), "the home is whole again");
    Path proof = directory.resolve("proof.json");
    String uid = DicomUid.named(DicomUid.named("series of jane") + "/1");
    assertEquals(0, terminal.run("proof", "Instance/" + uid, "--out", proof).exit());
    Ran verified =
        terminal.run("verify", proof, "--record", images.resolve("IM0001.dcm"), "--json");
    assertEquals(0, verified.exit(), verified.out());
  }

  @Test
  void import_refusesUidsThatAreStoredUnderAnotherStudy() throws Exception {
    Path other = directory.resolve("other");
    TinyStudy.write(other, "john", "jane", 16, 2);
    Path good = directory.resolve("good");
    TinyStudy.write(good, "ann", 1);
    Ran ran = terminal.run("import", other, good, "--json");
    assertEquals(7, ran.exit(), ran.err());
    JsonNode summary = JSON.readTree(ran.out());
    assertEquals(1, summary.get("stored").asInt());
    assertEquals(2, summary.get("refused").size());
    assertTrue(summary.at("/refused/0/reason").asText().contains("another study"), ran.out());
  }

  @Test
  void home_isReadableByItsOwnerOnly() throws Exception {
    Assumptions.assumeTrue(
        home.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "this file system has no owners");
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.toList()) {
        String expected = Files.isDirectory(path) ? "rwx------" : "rw-------";
        assertEquals(
            expected,
            PosixFilePermissions.toString(Files.getPosixFilePermissions(path)),
            path.toString());
      }
    }
  }

  private List<Path> objects() throws IOException {
    try (Stream<Path> all = Files.walk(home.resolve("objects"))) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
