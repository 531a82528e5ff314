package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.command.Terminal.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A command line that is wrong: exit 2 and one line that says what, before anything is opened.
class UsageTest {
  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "frobnicate",
        "timeline P --from yesterday",
        "timeline P --to 2026-13-01",
        "timeline P --kind NONSENSE",
        "verify FILE --rpc nonsense",
        "verify FILE --rpc ftp://host/",
        "verify FILE --authorities FILE",
        "ledger deploy --rpc http://127.0.0.1:1 --chain-id many",
        "ledger deploy --chain-id 1",
        "ledger deploy --chain-id 1 --token-file FILE",
        "ledger anchor --token-file FILE",
        "ledger watch --key FILE --authorities FILE",
        "ledger",
        "ledger nonsense",
        "model",
        "model activate",
        "model learn",
        "model learn correct Observation/1",
        "model acceptance NAME --out OUT",
        "evaluate DATASET --out OUT --fold -1",
        "evaluate DATASET --out OUT --fold 99999999999",
        "analyze PATH",
        "analyze --out OUT",
        "analyze PATH --out OUT --hippocampus 25,-7",
        "analyze PATH --out OUT --hippocampus left",
        "import",
        "import --nonsense PATH",
        "consent",
        "consent grant",
        "consent withdraw P",
        "consent grant P --purpose care --until soon",
        "bench nonsense"
      })
  void run_exits2WithOneSentenceFor(String line) {
    Ran ran = new Terminal(directory.resolve("home")).run((Object[]) line.split(" "));
    assertEquals(2, ran.exit(), ran.err());
    assertEquals("", ran.out());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertTrue(ran.err().contains("--help"), ran.err());
    assertFalse(ran.err().contains("java."), ran.err());
    assertFalse(ran.err().contains(".."), ran.err());
    assertFalse(ran.err().contains("LocalDate"), ran.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo",
        "init",
        "import",
        "analyze",
        "patients",
        "timeline",
        "proof",
        "verify",
        "ledger",
        "ledger status",
        "ledger anchor",
        "ledger deploy",
        "ledger doctor",
        "ledger monitor",
        "ledger watch",
        "model",
        "model list",
        "model acceptance",
        "model activate",
        "model rollback",
        "model drift",
        "model learn",
        "model learn consent",
        "model learn correct",
        "model learn status",
        "model learn plan",
        "model learn lock",
        "model learn challenge",
        "model learn test",
        "model learn promote",
        "consent",
        "consent grant",
        "consent withdraw",
        "consent list",
        "consent code",
        "consent form",
        "kiosk",
        "evaluate",
        "bench"
      })
  void help_describesEveryOptionOf(String command) {
    Ran ran =
        new Terminal(directory.resolve("home")).run((Object[]) (command + " --help").split(" "));
    assertEquals(0, ran.exit(), ran.err());
    assertEquals("", ran.err());
    assertTrue(ran.out().startsWith("Usage: cairn " + command), ran.out());
    assertTrue(ran.out().contains("7 partly done"), ran.out());
    ran.out()
        .lines()
        .filter(line -> line.matches(" {2,6}(--|[A-Z]{2,}).*"))
        .forEach(line -> assertTrue(line.strip().contains("  "), "no description: " + line));
  }

  @Test
  void ledgerAnchor_exits2WhenTheChainIsNamedInPart() {
    Terminal terminal = new Terminal(directory.resolve("home"));
    assertEquals(0, terminal.run("init").exit());
    Ran ran = terminal.run("ledger", "anchor", "--rpc", "http://127.0.0.1:1");
    assertEquals(2, ran.exit(), ran.err());
    assertTrue(ran.err().contains("go together"), ran.err());
  }
}
