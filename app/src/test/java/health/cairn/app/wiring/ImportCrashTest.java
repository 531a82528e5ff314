package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.TinyStudy;
import health.cairn.app.desk.ImportSummary;
import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.WorklistRow.StudyRow;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Home;
import health.cairn.imaging.Progress;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.JournalCheck;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An import whose process is killed: the home opens, each study and each FHIR file is there whole or not
/// at all, and the same import then completes.
class ImportCrashTest {
  private static final int SLICES = 30;
  private static final int RECORDS = 200;

  @TempDir Path directory;
  private Home home;
  private Path images;
  private Path record;

  @BeforeEach
  void write() throws Exception {
    home = new Home(directory.resolve("home"));
    try (Passphrase passphrase = phrase()) {
      Desk.create(home, passphrase, "reader").close();
    }
    images = Files.createDirectory(directory.resolve("images"));
    TinyStudy.write(images.resolve("a"), "jane", "jane", 64, SLICES);
    TinyStudy.write(images.resolve("b"), "john", "john", 64, SLICES);
    record = Files.writeString(directory.resolve("record.json"), bundle());
  }

  /// The process that is killed: it says when it comes to a step, and stays there.
  static final class Importer {
    private Importer() {}

    /// @param arguments home, what to import, the step to stay at (or a dash), units done by then, and
    ///     how often that is passed before
    public static void main(String[] arguments) throws Exception {
      String step = arguments[2];
      long at = Long.parseLong(arguments[3]);
      int[] passes = {Integer.parseInt(arguments[4])};
      Progress progress =
          (name, done, total) -> {
            if (name.equals(step) && done == at && passes[0]-- == 0) {
              System.out.println("there");
              stay();
            }
          };
      try (Passphrase passphrase = phrase();
          Desk desk = Desk.open(new Home(Path.of(arguments[0])), passphrase, "reader")) {
        System.out.println("open");
        desk.importFrom(List.of(Path.of(arguments[1])), progress);
      }
    }

    private static void stay() {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void images_areThereByWholeStudiesWhenTheProcessIsKilled() throws Exception {
    killAt(images, "Storing images", SLICES / 2, 0);
    assertEquals(0, studies(), "in the midst of the first study");
    killWhen(images, () -> objects().size() >= SLICES);
    int after = studies();
    assertTrue(after <= 1, "in the transaction that adds the first study, or just after it");
    if (after == 0) {
      killAt(images, "Storing images", 0, 1);
      assertEquals(1, studies(), "between the two studies");
    }
    complete(images, 2 * SLICES);
    assertEquals(2, studies());
  }

  @Test
  void records_areThereAllOrNoneWhenTheProcessIsKilled() throws Exception {
    Path database = home.directory().resolve("cairn.mv.db");
    long before = Files.size(database);
    killWhen(record, () -> size(database) > before + 4096);
    int there = records();
    assertTrue(there == 0 || there == RECORDS + 1, "records: " + there);
    complete(record, 1);
    assertEquals(RECORDS + 1, records());
  }

  /// Imports again, as the user would, and once more to see that nothing was left to do or mend.
  private void complete(Path path, int files) throws Exception {
    try (Passphrase passphrase = phrase();
        Desk desk = Desk.open(home, passphrase, "reader")) {
      ImportSummary again = desk.importFrom(List.of(path), Progress.NONE);
      assertEquals(List.of(), again.refused());
      assertEquals(files, again.stored() + again.merged());
      ImportSummary nothing = desk.importFrom(List.of(path), Progress.NONE);
      assertEquals(files, nothing.merged());
      assertEquals(List.of(), nothing.notes(), "every stored object is whole");
    }
  }

  private int studies() throws Exception {
    List<WorklistRow> rows = open();
    int studies = 0;
    for (WorklistRow row : rows) {
      if (row.study().isPresent()) {
        StudyRow study = row.study().get();
        assertEquals(SLICES, study.instances());
        studies++;
      }
    }
    assertEquals(studies * SLICES, objects().size(), "no object lies about");
    return studies;
  }

  private int records() throws Exception {
    return open().stream().mapToInt(row -> row.records().orElseThrow()).sum();
  }

  /// Opens the home as the next process does.
  private List<WorklistRow> open() throws Exception {
    try (Passphrase passphrase = phrase();
        Desk desk = Desk.open(home, passphrase, "reader")) {
      if (desk.status().journalEntries() > 0) {
        desk.anchoring().checkpoint();
        JournalCheck check =
            desk.journal()
                .journal()
                .verify(new CheckpointVerifier(desk.signer().verificationKey()));
        assertTrue(check instanceof JournalCheck.Intact, check.toString());
      }
      return desk.worklist();
    }
  }

  private void killAt(Path path, String step, int done, int passes) throws Exception {
    Process process = start(path, step, done, passes);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertEquals("open", out.readLine());
      assertEquals("there", out.readLine());
    } finally {
      kill(process);
    }
  }

  /// Kills a process that runs on, as soon as `condition` holds.
  private void killWhen(Path path, BooleanSupplier condition) throws Exception {
    Process process = start(path, "-", 0, 0);
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertEquals("open", out.readLine());
      while (process.isAlive() && !condition.getAsBoolean()) {
        LockSupport.parkNanos(100_000);
      }
    } finally {
      kill(process);
    }
  }

  private static void kill(Process process) throws InterruptedException {
    process.destroyForcibly();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the process outlives its kill");
  }

  private Process start(Path path, String step, int done, int passes) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED"));
    command.add("-Djava.io.tmpdir=" + directory); // what a killed process leaves goes with the test
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Importer.class.getName()));
    command.addAll(List.of(home.directory().toString(), path.toString(), step));
    command.addAll(List.of(Integer.toString(done), Integer.toString(passes)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private Set<Path> objects() {
    Set<Path> found = new HashSet<>();
    try (Stream<Path> folders = Files.list(home.objects())) {
      for (Path folder : folders.toList()) {
        try (Stream<Path> files = Files.list(folder)) {
          files.forEach(found::add);
        }
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String bundle() {
    String entries =
        IntStream.range(0, RECORDS)
            .mapToObj(
                i ->
                    """
                    ,{"resource":{"resourceType":"Observation","id":"o%d","status":"final",
                    "code":{"text":"Sodium"},"subject":{"reference":"Patient/jane"},
                    "effectiveDateTime":"2026-01-01","valueQuantity":{"value":%d}}}
                    """
                        .formatted(i, i))
            .collect(Collectors.joining());
    return """
        {"resourceType":"Bundle","type":"collection","entry":[
        {"resource":{"resourceType":"Patient","id":"jane","identifier":[{"value":"J1"}]}}%s]}
        """
        .formatted(entries);
  }

  private static Passphrase phrase() {
    return Passphrase.of("test".toCharArray());
  }
}
