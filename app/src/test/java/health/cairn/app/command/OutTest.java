package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.TinyStudy;
import health.cairn.app.command.Terminal.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where `--out` points is asked before the work, and holds all results or what it held before.
class OutTest {
  @TempDir Path directory;

  @Test
  void analyze_refusesAnOutThatIsAFileBeforeItReads() throws Exception {
    Path file = Files.writeString(directory.resolve("out"), "mine");
    Path images = directory.resolve("images");
    TinyStudy.write(images, "jane", 1);
    for (Path out : List.of(file, file.resolve("below"))) {
      Ran ran = terminal().run("analyze", images, "--out", out);
      assertEquals(3, ran.exit(), ran.err());
      assertEquals(1, ran.err().lines().count(), ran.err());
      assertTrue(ran.err().contains("--out"), ran.err());
    }
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void analyze_leavesNothingWhenItIsRefused() throws Exception {
    Ran ran = terminal().run("analyze", directory.resolve("missing"), "--out", in("new/out"));
    assertEquals(3, ran.exit(), ran.err());
    assertEquals(List.of(), names(directory));
  }

  @Test
  void analyze_namesTheStudiesAndTakesTheChosenOne() throws Exception {
    Path images = directory.resolve("images");
    TinyStudy.write(images.resolve("a"), "jane", 2);
    TinyStudy.write(images.resolve("b"), "john", 2);
    Ran several = terminal().run("analyze", images, "--out", in("out"));
    assertEquals(3, several.exit());
    assertTrue(several.err().contains("--study"), several.err());
    String uid = several.err().lines().toList().getLast().replaceAll(".*: ([0-9.]+), .*", "$1");
    Ran chosen = terminal().run("analyze", images, "--study", uid, "--out", in("out"));
    // Without contrast agent there is nothing to segment, which result.json says.
    assertEquals(3, chosen.exit(), chosen.err());
    assertTrue(Files.readString(in("out/result.json")).contains(uid));
    Ran unknown = terminal().run("analyze", images, "--study", "1.2.3", "--out", in("out"));
    assertEquals(3, unknown.exit());
    assertTrue(unknown.err().contains("no study 1.2.3"), unknown.err());
  }

  @Test
  void analyze_saysWhyNoOrganWasOutlinedOnThickSlices() throws Exception {
    Path images = directory.resolve("images");
    TinyStudy.write(images, "jane", 2);
    Ran ran =
        terminal()
            .run(
                "analyze",
                images,
                "--organs",
                "--hippocampus",
                "-25,-7,-16",
                "--structures",
                "--out",
                in("out"));
    assertEquals(3, ran.exit(), ran.err());
    assertTrue(ran.err().contains("3-D series"), ran.err());
    assertTrue(ran.err().contains("no structures for planning"), ran.err());
    assertTrue(Files.readString(in("out/result.json")).contains("\"organs\" : [ ]"));
    assertFalse(Files.exists(in("out/structures.dcm")));
  }

  @Test
  void proof_asksItsOutFirstAndLeavesWhatIsThere() throws Exception {
    assertEquals(0, terminal().run("init").exit());
    Ran folder = terminal().run("proof", "Patient/p", "--out", directory);
    assertEquals(3, folder.exit());
    assertTrue(folder.err().contains("is a folder"), folder.err());
    Path old = Files.writeString(in("proof.json"), "old");
    assertEquals(3, terminal().run("proof", "Patient/p", "--out", old).exit());
    assertEquals("old", Files.readString(old));
    assertEquals(List.of("home", "proof.json"), names(directory));
  }

  @Test
  void outFolder_replacesOurFilesOnlyAndOnlyWhenCommitted() throws Exception {
    Path out = Files.createDirectories(in("out"));
    Files.writeString(out.resolve("letter.txt"), "mine");
    Files.writeString(out.resolve("segmentation.dcm"), "of an earlier run");
    Files.writeString(Files.createDirectory(out.resolve("overlays")).resolve("1.png"), "old");
    try (OutFolder results = OutFolder.open(out)) {
      Files.writeString(results.staging().resolve("result.json"), "{}");
    }
    assertEquals(List.of("letter.txt", "overlays", "segmentation.dcm"), names(out));
    try (OutFolder results = OutFolder.open(out)) {
      Files.writeString(results.staging().resolve("result.json"), "{}");
      results.commit(List.of("overlays", "segmentation.dcm"));
    }
    assertEquals(List.of("letter.txt", "result.json"), names(out));
    assertEquals(List.of("out"), names(directory));
  }

  @Test
  void outFolder_refusesARoot() {
    CairnException refused = assertThrows(CairnException.class, () -> OutFolder.open(Path.of("/")));
    assertFalse(refused.getMessage().isEmpty());
  }

  private Terminal terminal() {
    return new Terminal(in("home"));
  }

  private Path in(String name) {
    return directory.resolve(name);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
