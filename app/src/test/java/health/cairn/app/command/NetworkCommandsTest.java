package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.command.Terminal.Ran;
import health.cairn.app.store.Home;
import health.cairn.ledger.besu.Anvil;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two institutions on a real chain admit and remove each other with `cairn ledger vote`.
class NetworkCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private Terminal founder;
  private Terminal second;

  @BeforeEach
  void openHomes() {
    founder = new Terminal(directory.resolve("founder"));
    second = new Terminal(directory.resolve("second"));
    assertEquals(0, founder.run("init").exit());
    assertEquals(0, second.run("init").exit());
  }

  private static JsonNode json(Terminal at, Object... line) throws Exception {
    Object[] all = new Object[line.length + 1];
    all[0] = "--json";
    System.arraycopy(line, 0, all, 1, line.length);
    Ran ran = at.run(all);
    assertEquals(0, ran.exit(), ran.err());
    return JSON.readTree(ran.out());
  }

  private static void refused(Terminal at, String words, Object... line) {
    Ran ran = at.run(line);
    assertEquals(3, ran.exit(), ran.out() + ran.err());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertTrue(ran.err().contains(words), ran.err());
  }

  @Test
  void vote_admitsAndRemovesOnceMoreThanHalfWantIt() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      refused(founder, "ledger.consents", "ledger", "members");
      json(founder, "ledger", "deploy", "--network", "--rpc", anvil.rpc(), "--chain-id", 1337);
      Files.copy(
          new Home(directory.resolve("founder")).settings(),
          new Home(directory.resolve("second")).settings());
      JsonNode keys = json(second, "ledger", "witness");
      String account = json(second, "ledger", "status").path("account").asText();
      refused(second, "does not vote", "ledger", "vote", "--remove", "anybody");

      JsonNode admitted =
          json(
              founder,
              "ledger",
              "vote",
              "--admit",
              keys.path("journal").asText(),
              "--account",
              account,
              "--journal-key",
              keys.path("journalKey").asText(),
              "--roles",
              "anchors,consents,accesses,governs");

      assertTrue(admitted.path("applied").asBoolean(), "one of one");
      JsonNode network = json(second, "ledger", "members");
      assertEquals(2, network.path("members").size());
      assertEquals(2, network.path("governing").asInt());
      assertTrue(network.path("members").path(1).path("thisHome").asBoolean());
      assertEquals(
          "[\"anchors\",\"consents\",\"accesses\",\"governs\"]",
          network.path("members").path(1).path("roles").toString());
      assertEquals(3, network.path("contracts").size());

      String name = json(founder, "ledger", "witness").path("journal").asText();
      JsonNode first = json(second, "ledger", "vote", "--remove", name);
      assertFalse(first.path("applied").asBoolean());
      assertEquals(2, first.path("needed").asInt());
      assertEquals(
          1,
          json(founder, "ledger", "members")
              .path("open")
              .path(first.path("change").asText())
              .asInt());
      assertTrue(founder.run("ledger", "members").out().contains("has 1 of 2 votes"));
      refused(second, "has voted for exactly this", "ledger", "vote", "--remove", name);
      JsonNode last = json(founder, "ledger", "vote", "--remove", name);
      assertEquals(first.path("change"), last.path("change"), "the same change for both");
      assertTrue(last.path("applied").asBoolean());
      assertEquals(1, json(second, "ledger", "members").path("members").size());
      assertEquals(0, json(second, "ledger", "members").path("open").size());
      refused(founder, "does not vote", "ledger", "vote", "--remove", name);
    }
    assertEquals(6, founder.run("ledger", "members").exit());
  }

  @Test
  void vote_saysWhatIsMissing() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      json(founder, "ledger", "deploy", "--network", "--rpc", anvil.rpc(), "--chain-id", 1337);
      refused(founder, "all three", "ledger", "vote", "--admit", "b");
      refused(founder, "all three", "ledger", "vote", "--remove", "b", "--roles", "anchors");
      refused(
          founder,
          "no role king",
          "ledger",
          "vote",
          "--admit",
          "b",
          "--account",
          "0x" + "1".repeat(40),
          "--journal-key",
          "a".repeat(64),
          "--roles",
          "king");
      refused(founder, "no such member", "ledger", "vote", "--remove", "nobody");
      refused(founder, "0x..", "ledger", "vote", "--contract", "ConsentRegistry");
      refused(founder, "address", "ledger", "vote", "--contract", "ConsentRegistry=0x12");
    }
    assertEquals(2, founder.run("ledger", "vote").exit());
  }
}
