package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.TinyStudy;
import health.cairn.ledger.besu.Anvil;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `cairn ledger monitor` as a script runs it.
class MonitorCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private Terminal terminal;

  @BeforeEach
  void fill() throws Exception {
    terminal = new Terminal(directory.resolve("home"));
    Path images = directory.resolve("images");
    TinyStudy.write(images, "jane", 2);
    assertEquals(0, terminal.run("init").exit());
    assertEquals(0, terminal.run("import", images).exit());
  }

  @Test
  void monitor_exitsZeroWhereAllIsWell() throws Exception {
    Terminal.Ran ran = terminal.run("ledger", "monitor");
    assertEquals(0, ran.exit(), ran.err());
    assertTrue(ran.out().startsWith("Nothing is amiss"), ran.out());
    assertTrue(ran.err().contains("Checking the journal and the records: 0 %"), ran.err());
    JsonNode report = JSON.readTree(terminal.run("ledger", "monitor", "--json").out());
    assertTrue(report.path("calm").asBoolean());
    assertEquals(9, report.path("checks").size());
    assertFalse(report.path("checks").get(0).path("lastDone").asText().isEmpty());
  }

  @Test
  void monitor_exitsSixWhenOnlyTheChainIsGone() throws Exception {
    Terminal.Ran ran =
        terminal.run(
            "ledger",
            "monitor",
            "--rpc",
            "http://127.0.0.1:1",
            "--chain-id",
            "1337",
            "--contract",
            "0x" + "11".repeat(20));
    assertEquals(6, ran.exit(), ran.err());
    assertEquals(1, ran.out().lines().count(), ran.out());
    assertTrue(ran.out().contains("CHAIN_UNREACHABLE"), ran.out());
  }

  @Test
  void monitor_exitsFiveWhenSomethingDoesNotAgree() throws Exception {
    Path odd = directory.resolve("held");
    String name =
        JSON.readTree(terminal.run("ledger", "status", "--json").out()).path("journal").asText();
    Files.writeString(
        odd,
        name
            + "\n1\n"
            + "A".repeat(43)
            + "=\ntime 2026-03-12T07:30:00Z\n\n\u2014 "
            + name
            + " "
            + "A".repeat(91)
            + "=\n");
    Terminal.Ran unreadable = terminal.run("ledger", "monitor", "--reconcile", odd);
    assertTrue(unreadable.out().contains("held"), unreadable.out() + unreadable.err());
    assertEquals(5, unreadable.exit(), unreadable.out());
  }

  @Test
  void monitor_checksAChainOnWhichThisHomeAnchors() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      String rpc = anvil.rpc().toString();
      assertEquals(0, terminal.run("ledger", "deploy", "--rpc", rpc, "--chain-id", "1337").exit());
      assertEquals(0, terminal.run("ledger", "anchor").exit());
      Terminal.Ran ran = terminal.run("ledger", "monitor", "--json");
      assertEquals(0, ran.exit(), ran.out() + ran.err());
      JsonNode senders = JSON.readTree(ran.out()).path("checks").get(4);
      assertEquals("SENDERS", senders.path("check").asText());
      assertTrue(senders.path("note").asText().startsWith("up to block"), senders.toString());
    }
  }
}
