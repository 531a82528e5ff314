package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.ledger.besu.Anvil;
import health.cairn.ledger.besu.NodeProxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process that anchors (`SIGKILL`, the real program on a real home) at each of its requests
/// to the node, and lets the next process go on: each checkpoint is on the chain, in one
/// transaction.
class AnchorCrashTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private int patients;

  /// What the killed process runs.
  public static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      System.exit(
          CairnCommand.run(arguments, System.out, System.err, System.getenv(), new NoScreens()));
    }
  }

  @Test
  void anchor_sendsEachCheckpointOnceWhenTheProcessIsKilledAtAnyRequest() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      run("init");
      grow();
      String contract =
          report("ledger", "deploy", "--rpc", anvil.rpc().toString(), "--chain-id", "1337")
              .path("contract")
              .asText();
      String account = report("ledger", "status").path("account").asText();
      long before = transactions(anvil, account);

      Set<Long> anchored = new HashSet<>();
      int kills = 0;
      boolean killed = true;
      for (int request = 0; killed; request++) {
        grow();
        killed = anchorUntil(request, Moment.ANSWERED, anvil, contract);
        kills += killed ? 1 : 0;
        anchored.addAll(finish());
      }
      grow();
      assertTrue(anchorUntilSending(anvil, contract), "killed before the node had it");
      anchored.addAll(finish());

      assertTrue(kills > 5, "killed " + kills + " times");
      // Each kill left one checkpoint to finish, and the one process that was spared finished its
      // own.
      assertEquals(kills + 1, anchored.size(), "checkpoints finished later");
      assertEquals(before + kills + 2, transactions(anvil, account), "transactions on the chain");
      assertEquals(0, report("ledger", "status").path("waitingForChain").asLong());
    }
  }

  /// Of a request, with respect to the node.
  private enum Moment {
    /// The node has done what it was asked; its answer is lost.
    ANSWERED,
    /// The node was not reached.
    ASKED
  }

  /// @return whether the process came to that request, counted from 0, and was killed there
  private boolean anchorUntil(int request, Moment moment, Anvil anvil, String contract)
      throws Exception {
    AtomicInteger seen = new AtomicInteger();
    return anchorKilled(asked -> seen.getAndIncrement() == request, moment, anvil, contract);
  }

  private boolean anchorUntilSending(Anvil anvil, String contract) throws Exception {
    return anchorKilled(
        asked -> asked.method().equals("eth_sendRawTransaction"), Moment.ASKED, anvil, contract);
  }

  private interface Trap {
    boolean springsAt(NodeProxy.Asked asked);
  }

  private boolean anchorKilled(Trap trap, Moment moment, Anvil anvil, String contract)
      throws Exception {
    CompletableFuture<Process> child = new CompletableFuture<>();
    CompletableFuture<Void> sprung = new CompletableFuture<>();
    try (NodeProxy proxy =
        new NodeProxy(
            asked -> {
              boolean kill = trap.springsAt(asked);
              if (kill && moment == Moment.ASKED) {
                kill(child.get(), sprung);
                return;
              }
              String answer = asked.pass(anvil.rpc());
              if (kill) {
                kill(child.get(), sprung);
                return;
              }
              asked.answer(200, answer);
            })) {
      Process process = start(proxy.rpc(), contract);
      child.complete(process);
      try {
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "the process hangs");
      } finally {
        process.destroyForcibly();
      }
      if (!sprung.isDone()) {
        assertEquals(0, process.exitValue());
      }
      return sprung.isDone();
    }
  }

  private static void kill(Process process, CompletableFuture<Void> sprung) {
    sprung.complete(null);
    process.destroyForcibly();
  }

  private Process start(URI rpc, String contract) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
    command.addAll(
        List.of("ledger", "anchor", "--home", home().toString(), "--rpc", rpc.toString()));
    command.addAll(List.of("--chain-id", "1337", "--contract", contract));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(Terminal.PASSPHRASE);
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// What the next process finds and finishes: sizes of the checkpoints that it saw on the chain.
  private Set<Long> finish() throws Exception {
    Set<Long> sizes = new HashSet<>();
    for (JsonNode task : report("ledger", "anchor").path("finished")) {
      assertEquals("VERIFIED", task.path("state").asText());
      sizes.add(task.path("size").asLong());
    }
    return sizes;
  }

  /// One more patient, so that the next checkpoint is another one.
  private void grow() throws Exception {
    Path file = directory.resolve("patient-" + patients + ".json");
    Files.writeString(
        file,
        """
        {"resourceType": "Bundle", "type": "collection", "entry": [
          {"resource": {"resourceType": "Patient", "id": "p%d",
            "identifier": [{"system": "urn:test", "value": "%d"}]}}]}
        """
            .formatted(patients, patients));
    patients++;
    run("import", file.toString());
  }

  private static long transactions(Anvil anvil, String account) throws Exception {
    String answer = anvil.ask("eth_getTransactionCount", "\"" + account + "\"", "\"latest\"");
    return Long.decode(JSON.readTree(answer).path("result").asText());
  }

  private Path home() {
    return directory.resolve("home");
  }

  private JsonNode report(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add("--json");
    return JSON.readTree(run(all.toArray(String[]::new)));
  }

  /// A command that succeeds; what it says.
  private String run(String... arguments) {
    Terminal.Ran ran = new Terminal(home()).run((Object[]) arguments);
    assertEquals(0, ran.exit(), ran.err());
    assertFalse(ran.err().contains("Exception"), ran.err());
    return ran.out();
  }
}
