package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.command.Terminal.Ran;
import health.cairn.app.store.Home;
import health.cairn.ledger.besu.Anvil;
import health.cairn.ledger.besu.KeystoreFile;
import health.cairn.ledger.besu.SenderKey;
import health.cairn.ledger.besu.SoftHsm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys outside of the home that sign what it sends, chosen in its settings.
class LedgerSignerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PHRASE = "correct horse battery";

  @TempDir Path directory;
  private Path home;
  private Terminal terminal;

  @BeforeEach
  void makeHome() {
    home = directory.resolve("home");
    terminal = new Terminal(home);
    assertEquals(0, terminal.run("init").exit());
  }

  private void settings(String... lines) throws Exception {
    Files.write(
        new Home(home).settings(),
        List.of(lines),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> environment = new HashMap<>(Terminal.PASSPHRASE);
    environment.put(name, value);
    return environment;
  }

  private JsonNode json(Map<String, String> environment, Object... line) throws Exception {
    List<Object> all = new ArrayList<>(List.of(line));
    all.add("--json");
    Ran ran = terminal.runIn(environment, all.toArray());
    assertEquals(0, ran.exit(), ran.err());
    assertFalse((ran.out() + ran.err()).contains(PHRASE), "the secret is shown");
    return JSON.readTree(ran.out());
  }

  @Test
  void keystore_signsEverythingThatTheHomeSends() throws Exception {
    SenderKey key = SenderKey.generate();
    Path keystore = directory.resolve("key.json");
    KeystoreFile.write(keystore, key, PHRASE);
    settings("ledger.keystore=" + keystore);
    Map<String, String> environment = with("CAIRN_CHAIN_PASSPHRASE", PHRASE);
    try (Anvil anvil = Anvil.start()) {
      json(environment, "ledger", "deploy", "--network", "--rpc", anvil.rpc(), "--chain-id", 1337);
      JsonNode status = json(environment, "ledger", "status");
      assertEquals(key.address().hex(), status.path("account").asText());
      assertEquals("the keystore file " + keystore, status.path("signer").asText());
      assertEquals(
          status.path("signer"), json(environment, "ledger", "doctor").path("signer"), "doctor");
      Path patient = directory.resolve("patient.json");
      Files.writeString(
          patient,
          """
          {"resourceType": "Bundle", "type": "collection", "entry": [
            {"resource": {"resourceType": "Patient", "id": "p"}}]}
          """);
      json(environment, "import", patient);
      JsonNode anchored = json(environment, "ledger", "anchor").path("finished").path(0);
      assertEquals("VERIFIED", anchored.path("state").asText());

      Path file = Files.writeString(directory.resolve("phrase"), PHRASE + "\n");
      settings("ledger.keystore.passphraseFile=" + file);
      assertEquals(
          key.address().hex(),
          json(Terminal.PASSPHRASE, "ledger", "status").path("account").asText());
    }
  }

  @Test
  void keystore_isRefusedInOneSentenceWithoutItsPassphrase() throws Exception {
    Path keystore = directory.resolve("key.json");
    KeystoreFile.write(keystore, SenderKey.generate(), PHRASE);
    settings("ledger.keystore=" + keystore);
    refused(3, "set CAIRN_CHAIN_PASSPHRASE", Terminal.PASSPHRASE);
    refused(5, "the passphrase is another", with("CAIRN_CHAIN_PASSPHRASE", "wrong"));
    settings(
        "ledger.rpc=http://127.0.0.1:1",
        "ledger.chainId=1337",
        "ledger.contract=0x" + "0c".repeat(20));
    Ran monitor = terminal.run("ledger", "monitor");
    assertEquals(6, monitor.exit(), "the rest is checked all the same: " + monitor.err());
    assertTrue(monitor.out().contains("CHAIN_UNREACHABLE"), monitor.out());
    assertTrue(monitor.err().contains("Journal"), monitor.err());
    settings("ledger.keystore.passphraseFile=" + directory.resolve("none"));
    refused(3, "cannot be read", with("CAIRN_CHAIN_PASSPHRASE", PHRASE));
    settings("ledger.pkcs11.module=/no/such/library.so");
    refused(3, "two keys to sign with", Terminal.PASSPHRASE);
  }

  private void refused(int exit, String why, Map<String, String> environment) {
    Ran ran = terminal.runIn(environment, "ledger", "status");
    assertEquals(exit, ran.exit(), ran.err());
    assertTrue(ran.err().contains(why), ran.err());
    assertEquals(1, ran.err().lines().count(), ran.err());
  }

  @Test
  void device_isRefusedInOneSentenceWhenSomethingIsMissing() throws Exception {
    settings("ledger.pkcs11.module=/no/such/library.so");
    refused(3, "ledger.pkcs11.token", Terminal.PASSPHRASE);
    settings("ledger.pkcs11.token=cairn", "ledger.pkcs11.key=chain");
    refused(3, "set CAIRN_CHAIN_PIN", Terminal.PASSPHRASE);
    refused(3, "cannot be loaded", with("CAIRN_CHAIN_PIN", SoftHsm.PIN));
  }

  /// What runs beside SoftHSM.
  public static final class Program {
    private Program() {}

    public static void main(String[] arguments) {
      System.exit(
          CairnCommand.run(arguments, System.out, System.err, System.getenv(), new NoScreens()));
    }
  }

  @Test
  void device_signsEverythingThatTheHomeSends() throws Exception {
    SoftHsm device = SoftHsm.withKey(directory, "chain");
    settings(
        "ledger.pkcs11.module=" + device.library(),
        "ledger.pkcs11.token=" + SoftHsm.TOKEN,
        "ledger.pkcs11.key=chain");
    try (Anvil anvil = Anvil.start()) {
      String rpc = anvil.rpc().toString();
      beside(device, 0, "ledger", "deploy", "--network", "--rpc", rpc, "--chain-id", "1337");
      String status = beside(device, 0, "ledger", "status");
      assertTrue(status.contains("the key \"chain\" on the token \"cairn\""), status);
      assertFalse(status.contains(SoftHsm.PIN), status);
      Path patient = directory.resolve("patient.json");
      Files.writeString(patient, "{\"resourceType\": \"Patient\", \"id\": \"p\"}");
      beside(device, 0, "import", patient.toString());
      assertTrue(beside(device, 0, "ledger", "anchor").contains("VERIFIED"));
      Files.writeString(directory.resolve("pin"), "0000\n");
      settings("ledger.pkcs11.pinFile=" + directory.resolve("pin"));
      assertTrue(beside(device, 3, "ledger", "status").contains("the PIN is wrong"));
    }
  }

  private String beside(SoftHsm device, int exit, String... line) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
    command.addAll(List.of(line));
    command.addAll(List.of("--home", home.toString()));
    return device.run(
        with("CAIRN_CHAIN_PIN", SoftHsm.PIN), exit, "", command.toArray(String[]::new));
  }
}
