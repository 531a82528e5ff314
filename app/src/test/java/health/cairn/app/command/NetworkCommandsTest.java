package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.command.Terminal.Ran;
import health.cairn.app.store.Home;
import health.cairn.ledger.besu.Anvil;
import java.nio.charset.StandardCharsets;
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

      assertEquals(0, founder.run("ledger", "monitor").exit());
      Ran stranger = second.run("ledger", "monitor");
      assertEquals(6, stranger.exit(), stranger.out());
      assertTrue(stranger.out().contains("No member of the network uses"), stranger.out());

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
      assertEquals(0, second.run("ledger", "monitor").exit());
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

  /// A proof counts in a network where its account was a member's when it anchored, and one of the
  /// journal's keys is or was the member's: whatever the network decides later.
  @Test
  void verify_asksTheNetworkWhoseAccountAnchored() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      JsonNode network =
          json(founder, "ledger", "deploy", "--network", "--rpc", anvil.rpc(), "--chain-id", 1337);
      Files.copy(
          new Home(directory.resolve("founder")).settings(),
          new Home(directory.resolve("second")).settings());
      String rpc = anvil.rpc().toString();
      String members = network.path("institutions").asText();
      Path ours = proven(founder, "ours");
      Path theirs = proven(second, "theirs");

      verifies(0, "a member's", ours, rpc, members);
      verifies(5, "of no member that might anchor", theirs, rpc, members);
      assertTrue(
          founder.run("verify", theirs, "--rpc", rpc).out().contains("was not asked"),
          "without the network's word it only says where");

      String account = json(second, "ledger", "status").path("account").asText();
      admit(account, "a".repeat(64));
      admit(account, key(second));
      verifies(5, "of no member that might anchor", theirs, rpc, members);
      json(second, "ledger", "rotate-key");
      Path rotated = proven(second, "rotated");
      verifies(0, "a member's", rotated, rpc, members);

      admit(account, key(second));
      verifies(0, "a member's", rotated, rpc, members);
      admit("0x" + "1".repeat(40), key(second));
      verifies(0, "a member's", rotated, rpc, members);
      json(founder, "ledger", "vote", "--remove", "elsewhere.example/desk");
      verifies(0, "a member's", rotated, rpc, members);
      String elsewhere = "CheckpointRegistry=0x" + "2".repeat(40);
      json(founder, "ledger", "vote", "--contract", elsewhere);
      verifies(0, "a member's", ours, rpc, members);

      String consents = network.path("consents").asText();
      assertEquals(6, founder.run("verify", ours, "--rpc", rpc, "--members", consents).exit());
      assertEquals(2, founder.run("verify", ours, "--members", members).exit());
      assertEquals(2, founder.run("verify", ours, "--rpc", rpc, "--members", "0x12").exit());
      String another =
          json(founder, "ledger", "deploy", "--network", "--rpc", rpc, "--chain-id", 1337)
              .path("institutions")
              .asText();
      verifies(5, "not this network's", ours, rpc, another);
    }
  }

  private static String key(Terminal home) throws Exception {
    return json(home, "ledger", "witness").path("journalKey").asText();
  }

  /// The second home, with an account and a key.
  private void admit(String account, String key) throws Exception {
    json(
        founder,
        "ledger",
        "vote",
        "--admit",
        "elsewhere.example/desk",
        "--account",
        account,
        "--journal-key",
        key,
        "--roles",
        "anchors");
  }

  private Path proven(Terminal home, String id) throws Exception {
    Path record =
        Files.writeString(
            directory.resolve(id + ".json"),
            "{\"resourceType\":\"Patient\",\"id\":\"%s\"}".formatted(id));
    json(home, "import", record);
    int anchored = home.run("ledger", "anchor").exit();
    assertTrue(anchored == 0 || anchored == 6, "accesses wait for a role that takes them");
    Path proof = directory.resolve(id + ".proof");
    json(home, "proof", "Patient/" + id, "--out", proof);
    return proof;
  }

  /// By the program, and by the verifier that has none of its code.
  private void verifies(int exit, String words, Path proof, String rpc, String members)
      throws Exception {
    Ran ran = founder.run("verify", proof, "--rpc", rpc, "--members", members);
    assertEquals(exit, ran.exit(), ran.out() + ran.err());
    assertTrue(ran.out().contains(words), ran.out());
    Process script =
        new ProcessBuilder(
                "python3",
                "../ledger-client/verify/cairn_verify.py",
                proof.toString(),
                "--rpc",
                rpc,
                "--members",
                members)
            .redirectErrorStream(true)
            .start();
    String said = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(exit == 0 ? 0 : 1, script.waitFor(), said);
    assertEquals(exit == 0, JSON.readTree(said).path("verified").asBoolean(), said);
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
