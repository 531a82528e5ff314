package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.command.Terminal.Ran;
import health.cairn.ledger.besu.Anvil;
import health.cairn.ledger.besu.GuardedNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator does by the network kit's README, through its TLS and with its token.
class GuardedNetworkTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private Anvil anvil;
  private GuardedNode node;
  private Terminal terminal;
  private Terminal elsewhere;

  @BeforeEach
  void start() throws Exception {
    anvil = Anvil.start();
    node = GuardedNode.before(anvil.rpc(), directory);
    terminal = new Terminal(directory.resolve("home"));
    elsewhere = new Terminal(directory.resolve("no-home"));
    expect(0, "", terminal.run("init"));
    Path record = directory.resolve("record.json");
    Files.writeString(
        record,
        """
        {"resourceType":"Patient","id":"jane","identifier":[{"value":"J1"}]}
        """);
    expect(0, "", terminal.run("import", record));
  }

  @AfterEach
  void stop() throws Exception {
    node.close();
    anvil.close();
  }

  @Test
  void network_isDeployedAnchoredInVerifiedAndWatched() throws Exception {
    JsonNode made =
        json(run(terminal, access(), "ledger", "deploy", "--network", "--chain-id", 1337));
    JsonNode anchored = json(terminal.run("--json", "ledger", "anchor"));
    assertEquals("VERIFIED", anchored.at("/finished/0/state").asText(), anchored.toString());
    Path proof = directory.resolve("proof.json");
    expect(0, "", terminal.run("proof", "Patient/jane", "--out", proof));

    JsonNode verified = json(run(elsewhere, access(), "verify", proof));
    assertTrue(verified.path("anchor").asText().startsWith("block "), verified.toString());
    json(run(terminal, List.of(), "verify", proof)); // the settings name this node
    String contract = made.path("contract").asText();
    Object[] chain = {"--chain-id", 1337, "--contract", contract};
    json(run(terminal, List.of(), with("ledger", "anchor", chain)));
    json(run(elsewhere, access(), with("ledger", "doctor", chain)));
    json(run(terminal, List.of(), with("ledger", "monitor", chain)));
    Path key = directory.resolve("watch.key");
    expect(0, "", terminal.run("consent", "watch", "J1", "--out", key));
    json(run(elsewhere, access(), "ledger", "watch", "--key", key));
  }

  @Test
  void verifyAndDeploy_sayWhatIsMissing() throws Exception {
    json(run(terminal, access(), "ledger", "deploy", "--chain-id", 1337));
    json(terminal.run("--json", "ledger", "anchor"));
    Path proof = directory.resolve("proof.json");
    expect(0, "", terminal.run("proof", "Patient/jane", "--out", proof));
    List<Object> authorities = List.of("--authorities", node.authorities());
    Path absent = directory.resolve("absent");
    JsonNode unasked = JSON.readTree(run(elsewhere, List.of(), "verify", proof).out());
    assertFalse(unasked.path("verified").asBoolean(true), unasked.toString());
    for (Object[] line :
        new Object[][] {{"verify", proof}, {"ledger", "doctor", "--chain-id", 1337}}) {
      expect(6, "name the authority", run(elsewhere, List.of(), line));
      expect(6, "asks for a token", run(elsewhere, authorities, line));
      expect(3, absent.toString(), run(elsewhere, List.of("--authorities", absent), line));
      expect(3, absent.toString(), run(elsewhere, List.of("--token-file", absent), line));
    }
    Terminal second = new Terminal(directory.resolve("second"));
    expect(0, "", second.run("init"));
    expect(6, "asks for a token", run(second, authorities, "ledger", "deploy", "--chain-id", 1337));
    Ran clear =
        second.run(
            "ledger",
            "deploy",
            "--chain-id",
            1337,
            "--rpc",
            "http://node.example:8545",
            "--token-file",
            node.token());
    expect(3, "https://", clear);
    // Another node is not shown what this one was.
    expect(0, "", terminal.run("ledger", "deploy", "--chain-id", 1337, "--rpc", anvil.rpc()));
    Path settings = new health.cairn.app.store.Home(directory.resolve("home")).settings();
    String kept = Files.readString(settings);
    assertFalse(kept.contains("ledger.token") || kept.contains("ledger.authorities"), kept);
  }

  private List<Object> access() {
    return List.of("--authorities", node.authorities(), "--token-file", node.token());
  }

  private static Object[] with(String group, String command, Object... more) {
    List<Object> line = new ArrayList<>(List.of(group, command));
    line.addAll(List.of(more));
    return line.toArray();
  }

  private Ran run(Terminal at, List<Object> access, Object... line) {
    List<Object> all = new ArrayList<>(List.of("--json"));
    all.addAll(List.of(line));
    all.addAll(List.of("--rpc", node.rpc()));
    all.addAll(access);
    return at.run(all.toArray());
  }

  private static JsonNode json(Ran ran) throws Exception {
    assertEquals(0, ran.exit(), ran.out() + ran.err());
    return JSON.readTree(ran.out());
  }

  private static void expect(int exit, String words, Ran ran) {
    assertEquals(exit, ran.exit(), ran.out() + ran.err());
    assertTrue((ran.out() + ran.err()).contains(words), ran.out() + ran.err());
  }
}
