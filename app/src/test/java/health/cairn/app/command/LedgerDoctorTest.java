package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.command.Terminal.Ran;
import health.cairn.ledger.besu.Anvil;
import health.cairn.ledger.besu.NodeProxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `cairn ledger doctor`: what it says, and its exit codes.
class LedgerDoctorTest {
  @TempDir Path home;

  private Ran doctor(Object... more) {
    Object[] all = new Object[more.length + 3];
    all[0] = "--json";
    all[1] = "ledger";
    all[2] = "doctor";
    System.arraycopy(more, 0, all, 3, more.length);
    return new Terminal(home).run(all);
  }

  @Test
  void doctor_exits0WhenNothingIsWrongAndNeedsNoHome() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      Ran ran = doctor("--rpc", anvil.rpc(), "--chain-id", Anvil.CHAIN_ID);
      assertEquals(0, ran.exit(), ran.out() + ran.err());
      JsonNode findings = new ObjectMapper().readTree(ran.out()).required("findings");
      assertEquals("FINE", findings.get(1).required("grade").asText());
      assertEquals("CHAIN_ID", findings.get(1).required("check").asText());
      Ran other = doctor("--rpc", anvil.rpc(), "--chain-id", "1");
      assertEquals(5, other.exit());
      assertTrue(other.out().contains("not on 1"), other.out());
      Ran code =
          doctor("--rpc", anvil.rpc(), "--chain-id", "1337", "--contract", "0x" + "0b".repeat(20));
      assertEquals(5, code.exit());
      assertTrue(code.out().contains("There is no contract at"), code.out());
    }
  }

  @Test
  void doctor_exits6WhenAnEndpointOfTheSettingsDoesNotAnswer() throws Exception {
    try (var dead = new NodeProxy(asked -> asked.answer(503, ""))) {
      Files.createDirectories(home);
      Path settings = new health.cairn.app.store.Home(home).settings();
      Files.createDirectories(settings.getParent());
      Files.writeString(
          settings,
          "ledger.rpc="
              + dead.rpc()
              + "\nledger.chainId=7\nledger.contract=0x"
              + "0b".repeat(20)
              + "\n");
      Ran ran = doctor();
      assertEquals(6, ran.exit(), ran.out() + ran.err());
      assertTrue(ran.out().contains("nothing is lost"), ran.out());
    }
  }

  /// All the settings' contracts, not the registry of checkpoints only.
  @Test
  void doctor_looksAtEveryContractOfTheSettings() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      Terminal terminal = new Terminal(home);
      assertEquals(0, terminal.run("init").exit());
      Ran deployed =
          terminal.run("ledger", "deploy", "--network", "--rpc", anvil.rpc(), "--chain-id", 1337);
      assertEquals(0, deployed.exit(), deployed.err());
      Ran fine = doctor();
      assertEquals(0, fine.exit(), fine.out());
      for (String words : List.of("of checkpoints is at", "of consent is at", "of accesses is")) {
        assertTrue(fine.out().contains(words), fine.out());
      }
      Path settings = new health.cairn.app.store.Home(home).settings();
      String good = Files.readString(settings);
      for (String name : List.of("ledger.consents", "ledger.accesses")) {
        Files.writeString(settings, good + "\n" + name + "=0x" + "0b".repeat(20) + "\n");
        Ran wrong = doctor();
        assertEquals(5, wrong.exit(), wrong.out());
        assertTrue(wrong.out().contains("Correct " + name), wrong.out());
      }
    }
  }

  @Test
  void doctor_exits3WhenNoChainIsNamed() {
    assertEquals(3, doctor().exit());
    assertEquals(2, doctor("--rpc", "http://127.0.0.1:1").exit());
  }
}
