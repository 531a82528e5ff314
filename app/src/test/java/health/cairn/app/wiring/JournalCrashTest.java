package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Home;
import health.cairn.ledger.Seeded;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.Entry;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.journal.Journal;
import health.cairn.ledger.journal.JournalCheck;
import health.cairn.ledger.journal.KeyChange;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.merkle.Hash;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills (`SIGKILL`) a process that appends, signs, erases and changes keys as fast as it can, again and
/// again in the same home, wherever it happens to be: nothing that it acknowledged is lost, and
/// everything there holds together.
class JournalCrashTest {
  private static final int KILLS = Integer.getInteger("cairn.kills", 12);

  @TempDir Path directory;
  private Home home;

  /// The process that is killed. It says what it has done, each time when it is done.
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws Exception {
      SplittableRandom random = new SplittableRandom(Long.parseLong(arguments[1]));
      try (Passphrase passphrase = phrase()) {
        while (true) {
          try (Desk desk = Desk.open(new Home(Path.of(arguments[0])), passphrase, "reader")) {
            for (int i = 0; i < 20; i++) {
              step(desk, random);
            }
            KeyChange change = desk.anchoring().changeKey(KeyChange.Cause.ROTATED);
            System.out.println("key " + change.newKey().hex());
          }
        }
      }
    }

    private static void step(Desk desk, SplittableRandom random) throws Exception {
      int batch = 1 + random.nextInt(200);
      byte[] content = "record".getBytes(StandardCharsets.US_ASCII);
      desk.journal()
          .append(
              (connection, entries) -> {
                for (int i = 0; i < batch; i++) {
                  entries.content(EventKind.RECORD_STORED, "import", "Test/" + i, 1, content, "");
                }
                return batch;
              });
      System.out.println("size " + desk.journal().journal().size());
      if (random.nextInt(3) == 0) {
        SignedCheckpoint signed = desk.anchoring().checkpoint();
        System.out.println(
            "checkpoint " + signed.checkpoint().size() + " " + signed.checkpoint().root());
      }
      if (random.nextInt(5) == 0) {
        List<Entry> said =
            desk.journal().erase(List.of(desk.journal().journal().size() - 1), "asked for");
        said.forEach(entry -> System.out.println("erased " + entry.index()));
      }
    }
  }

  @Test
  void journal_losesNothingAcknowledgedWhenTheProcessIsKilledAnywhere() throws Exception {
    SplittableRandom random = Seeded.random("JournalCrashTest");
    home = new Home(directory.resolve("home"));
    try (Passphrase passphrase = phrase()) {
      Desk.create(home, passphrase, "reader").close();
    }
    for (int kill = 0; kill < KILLS; kill++) {
      check(killed(random));
    }
  }

  /// @return what the process said, up to the moment it was killed
  private List<String> killed(SplittableRandom random) throws Exception {
    Process process = start(random.nextLong());
    List<String> said = new ArrayList<>();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      int lines = 3 + random.nextInt(60);
      while (said.size() < lines) {
        String line = out.readLine();
        assertTrue(line != null, "the process ended by itself after " + said);
        said.add(line);
      }
      LockSupport.parkNanos(random.nextLong(30_000_000)); // anywhere inside of the next steps
      process.toHandle().destroyForcibly(); // the process itself would close what it had said
      assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the process outlives its kill");
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        said.add(line);
      }
    } finally {
      process.destroyForcibly();
    }
    return said;
  }

  private void check(List<String> said) throws Exception {
    try (Passphrase passphrase = phrase();
        Desk desk = Desk.open(home, passphrase, "reader")) {
      Journal journal = desk.journal().journal();
      var keys = journal.keys(desk.signer().verificationKey());
      List<SignedCheckpoint> acknowledged = new ArrayList<>();
      for (String line : said) {
        String[] words = line.split(" ", -1);
        switch (words[0]) {
          case "size" -> assertTrue(journal.size() >= Long.parseLong(words[1]), line + ": " + said);
          case "erased" -> assertTrue(journal.size() > Long.parseLong(words[1]), line);
          case "key" ->
              assertTrue(keys.keys().stream().anyMatch(k -> k.hex().equals(words[1])), line);
          case "checkpoint" -> acknowledged.add(keptAs(desk, words, said));
          default -> {} // cut off by the kill
        }
      }
      SignedCheckpoint now = desk.anchoring().checkpoint();
      assertEquals(journal.size(), now.checkpoint().size());
      JournalCheck check = journal.verify(new CheckpointVerifier(keys), acknowledged);
      assertInstanceOf(JournalCheck.Intact.class, check, check.toString());
      for (long at : new long[] {0, now.checkpoint().size() / 2, now.checkpoint().size() - 1}) {
        var proof = journal.prove(at, now);
        assertTrue(proof.inclusion().proves(proof.leafHash(), now.checkpoint().root()));
      }
    }
  }

  private static SignedCheckpoint keptAs(Desk desk, String[] words, List<String> said)
      throws Exception {
    var found = desk.journal().journal().checkpointOf(Long.parseLong(words[1]));
    var kept =
        found.orElseThrow(() -> new AssertionError("no checkpoint " + words[1] + ": " + said));
    assertEquals(Hash.fromHex(words[2]), kept.checkpoint().root());
    return kept;
  }

  private Process start(long seed) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED"));
    command.add("-Djava.io.tmpdir=" + directory);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Writer.class.getName()));
    command.addAll(List.of(home.directory().toString(), Long.toString(seed)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static Passphrase phrase() {
    return Passphrase.of("test".toCharArray());
  }
}
