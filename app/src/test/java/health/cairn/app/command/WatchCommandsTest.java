package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.TinyStudy;
import health.cairn.app.command.Terminal.Ran;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.Desk;
import health.cairn.ledger.besu.Anvil;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `cairn consent watch`, `cairn ledger watch`, and what `ledger status` and `anchor` say of accesses.
class WatchCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATIENT = "ID-jane";

  @TempDir Path directory;
  private Path home;
  private Terminal terminal;

  @BeforeEach
  void importPatient() throws Exception {
    home = directory.resolve("home");
    terminal = new Terminal(home);
    assertEquals(0, terminal.run("init").exit());
    TinyStudy.write(directory.resolve("images"), "jane", 2);
    assertEquals(0, terminal.run("import", directory.resolve("images")).exit());
  }

  private void breakGlass() throws Exception {
    try (Passphrase passphrase = Passphrase.of("test".toCharArray());
        Desk desk = Desk.open(new Home(home), passphrase, System.getProperty("user.name"))) {
      desk.breakGlass(
          desk.worklist().getFirst().patient().patientKey(), "unconscious after a fall");
    }
  }

  private JsonNode json(Terminal at, Object... line) throws Exception {
    Ran ran = at.run(line);
    assertEquals(0, ran.exit(), ran.err());
    return JSON.readTree(ran.out());
  }

  @Test
  void watch_listsTheEmergenciesOfThePatientAnywhere() throws Exception {
    Path key = directory.resolve("watch.key");
    try (Anvil anvil = Anvil.start()) {
      assertEquals(3, terminal.run("consent", "watch", PATIENT, "--out", key).exit());
      assertFalse(Files.exists(key), "nothing is left of what was refused");
      json(
          terminal,
          "--json",
          "ledger",
          "deploy",
          "--network",
          "--rpc",
          anvil.rpc(),
          "--chain-id",
          1337);
      json(terminal, "--json", "consent", "watch", PATIENT, "--out", key);
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
      String written = Files.readString(key);
      assertFalse(written.contains("jane") || written.contains("Jane"), written);
      assertTrue(terminal.run("audit", PATIENT).out().contains("watch key issued"));
      breakGlass();
      JsonNode before = json(terminal, "--json", "ledger", "status");
      assertEquals(1, before.path("breakGlassWaiting").asInt());
      assertTrue(before.path("accessesWaiting").asInt() > 1, "and what was looked at until then");
      assertEquals("a key of this home", before.path("signer").asText());

      JsonNode anchored = json(terminal, "--json", "ledger", "anchor");

      assertEquals(1, anchored.path("breakGlass").asInt());
      assertEquals(
          before.path("accessesWaiting").asInt(), anchored.path("accessBatches").path("1").asInt());
      assertEquals(0, json(terminal, "--json", "ledger", "status").path("accessesWaiting").asInt());
      Terminal elsewhere = new Terminal(directory.resolve("no-home"));
      JsonNode flags =
          json(elsewhere, "--json", "ledger", "watch", "--key", key, "--rpc", anvil.rpc())
              .path("flags");
      assertEquals(1, flags.size());
      assertEquals(1, flags.path(0).path("number").asInt());
      assertTrue(terminal.run("ledger", "watch", "--key", key).out().contains("block"));
    }
    Ran away = terminal.run("ledger", "watch", "--key", key, "--rpc", "http://127.0.0.1:1");
    assertEquals(6, away.exit(), away.err());
  }

  @Test
  void watch_refusesInOneSentenceWhatIsNoKey() throws Exception {
    Path key = Files.writeString(directory.resolve("watch.key"), "key=abc\n");
    for (Object file : new Object[] {key, directory.resolve("none"), directory}) {
      Ran ran = terminal.run("ledger", "watch", "--key", file, "--rpc", "http://127.0.0.1:1");
      assertEquals(3, ran.exit(), ran.err());
      assertEquals(1, ran.err().lines().count(), ran.err());
    }
  }
}
