package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.TinyStudy;
import health.cairn.app.command.Terminal.Ran;
import health.cairn.app.security.KeyRing;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Database;
import health.cairn.app.store.Home;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.besu.Anvil;
import health.cairn.ledger.besu.BesuChainWatch;
import health.cairn.ledger.besu.BesuDecisionChain;
import health.cairn.ledger.besu.ChainConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A network replaces its contracts by vote, and a home follows with what its patients decided.
class ContractCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATIENT = "ID-jane";

  @TempDir Path directory;
  private Terminal home;

  @BeforeEach
  void importPatient() throws Exception {
    home = new Terminal(directory.resolve("home"));
    TinyStudy.write(directory.resolve("images"), "jane", 2);
    assertEquals(0, home.run("init").exit());
    assertEquals(0, home.run("import", directory.resolve("images")).exit());
  }

  private JsonNode json(Object... line) throws Exception {
    Ran ran = run(line);
    assertEquals(0, ran.exit(), ran.out() + ran.err());
    return JSON.readTree(ran.out());
  }

  private Ran run(Object... line) {
    Object[] all = new Object[line.length + 1];
    all[0] = "--json";
    System.arraycopy(line, 0, all, 1, line.length);
    return home.run(all);
  }

  private JsonNode deploy(Anvil anvil, Object... more) throws Exception {
    Object[] line = new Object[more.length + 6];
    System.arraycopy(
        new Object[] {"ledger", "deploy", "--rpc", anvil.rpc(), "--chain-id", 1337}, 0, line, 0, 6);
    System.arraycopy(more, 0, line, 6, more.length);
    return json(line);
  }

  private String agree(String purpose) throws Exception {
    return json("consent", "grant", PATIENT, "--purpose", purpose).path("consent").asText();
  }

  private String ledgerSays(String consent) throws Exception {
    return StreamSupport.stream(json("consent", "list", PATIENT, "--all").spliterator(), false)
        .filter(one -> one.path("consent").asText().equals(consent))
        .map(one -> one.path("ledgerSays").asText())
        .findFirst()
        .orElse("");
  }

  private int waiting() throws Exception {
    return json("ledger", "status").path("decisionsWaiting").asInt();
  }

  private String setting(String name) throws Exception {
    return Files.readAllLines(new Home(directory.resolve("home")).settings()).stream()
        .filter(line -> line.startsWith(name + "="))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElse("");
  }

  private void sql(String command) throws Exception {
    Home opened = new Home(directory.resolve("home"));
    try (Passphrase passphrase = Passphrase.of("test".toCharArray());
        KeyRing keys = KeyRing.open(opened.keyFile(), passphrase);
        Database database = Database.open(opened, keys)) {
      database.write(
          connection -> {
            try (Statement statement = connection.createStatement()) {
              return statement.executeUpdate(command);
            }
          });
    }
  }

  private int statements(Anvil anvil, String registry) throws Exception {
    ChainConfig checkpoints =
        ChainConfig.of(anvil.rpc(), 1337, Address.parse(setting("ledger.contract")));
    try (BesuChainWatch chain = new BesuChainWatch(checkpoints);
        BesuDecisionChain decisions =
            new BesuDecisionChain(checkpoints.of(Address.parse(registry)))) {
      return decisions.statements(0, chain.head().block()).size();
    }
  }

  @Test
  void adopt_bringsWhatStandsToTheRegistryThatTheNetworkUsesNow() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      String old = deploy(anvil, "--network").path("consents").asText();
      String research = agree("research");
      String teaching = agree("teaching");
      json("consent", "withdraw", PATIENT, teaching);
      json("ledger", "anchor");
      assertEquals(0, waiting());

      String next = deploy(anvil, "--consents").path("contract").asText();
      assertEquals(old, setting("ledger.consents"), "not used before the members have voted");
      Ran fine = home.run("ledger", "doctor");
      assertEquals(0, fine.exit(), fine.out());
      assertTrue(fine.out().contains("The network uses this registry of consent."), fine.out());
      assertTrue(
          json("ledger", "vote", "--contract", "ConsentRegistry=" + next)
              .path("applied")
              .asBoolean());
      Ran left = home.run("ledger", "doctor");
      assertEquals(5, left.exit(), left.out());
      assertTrue(left.out().contains("at " + next + " now"), left.out());
      assertTrue(left.out().contains("cairn ledger adopt"), left.out());
      agree("ai-analysis");
      assertEquals(6, run("ledger", "anchor").exit(), "the old one takes nothing new");

      JsonNode adopted = json("ledger", "adopt");
      assertEquals(old, adopted.path("replaced").path("ConsentRegistry").asText());
      assertEquals(1, adopted.path("replaced").size());
      assertEquals(1, adopted.path("grantsQueued").asInt());
      assertEquals(1, adopted.path("endsQueued").asInt());
      assertEquals(next, setting("ledger.consents"));
      assertEquals(old, setting("ledger.consents.before"));
      assertEquals(3, waiting());
      assertEquals("in force", ledgerSays(research), "the one before is read until then");

      JsonNode again = json("ledger", "adopt");
      assertEquals(0, again.path("replaced").size());
      assertEquals(0, again.path("grantsQueued").asInt() + again.path("endsQueued").asInt());
      assertEquals(3, waiting());

      assertEquals(3, json("ledger", "anchor").path("decisions").asInt());
      assertEquals(0, waiting());
      assertEquals(0, json("ledger", "adopt").path("grantsQueued").asInt());
      assertEquals(0, home.run("ledger", "doctor").exit());
      assertEquals(0, json("ledger", "anchor").path("decisions").asInt());

      assertEquals(3, statements(anvil, old));
      assertEquals(3, statements(anvil, next));
      json("consent", "withdraw", PATIENT, research);
      json("ledger", "anchor");
      assertEquals("ended", ledgerSays(research));
      assertEquals(4, statements(anvil, next));
      assertEquals(4, statements(anvil, old), "who still reads the old one hears of it");
      json("ledger", "anchor");
      assertEquals(4, statements(anvil, old));
    }
  }

  private String replaceConsents(Anvil anvil) throws Exception {
    String next = deploy(anvil, "--consents").path("contract").asText();
    json("ledger", "vote", "--contract", "ConsentRegistry=" + next);
    json("ledger", "adopt");
    return next;
  }

  @Test
  void adopt_leavesNoGrantBehindThatTheRegistryBeforeTookUnheard() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      String old = deploy(anvil, "--network").path("consents").asText();
      String research = agree("research");
      json("ledger", "anchor");
      sql("update grant_outbox set receipt = null, registry = null"); // the answer got lost
      String next = replaceConsents(anvil);
      json("ledger", "anchor");
      assertEquals(1, statements(anvil, next));

      json("consent", "withdraw", PATIENT, research);
      json("ledger", "anchor");

      assertEquals(2, statements(anvil, next));
      assertEquals(2, statements(anvil, old));
    }
  }

  @Test
  void adopt_missesNothingInTheNewRegistryThatWasSettledBeforeRegistriesWereNoted()
      throws Exception {
    try (Anvil anvil = Anvil.start()) {
      deploy(anvil, "--network");
      agree("research");
      json("ledger", "anchor");
      sql("update grant_outbox set registry = null");
      replaceConsents(anvil);

      String report = run("ledger", "monitor").out();

      assertFalse(report.contains("ANCHOR_GONE"), report);
    }
  }

  @Test
  void adopt_saysOfWhichConsentThePatientsKeyIsGone() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      deploy(anvil, "--network");
      String research = agree("research");
      json("ledger", "anchor");
      String next = deploy(anvil, "--consents").path("contract").asText();
      json("ledger", "vote", "--contract", "ConsentRegistry=" + next);
      sql("delete from secret where name like 'patient-grants/%'");

      Ran adopted = run("ledger", "adopt");

      assertEquals(7, adopted.exit(), adopted.out() + adopted.err());
      assertEquals(research, JSON.readTree(adopted.out()).path("left").path(0).asText());
      assertTrue(adopted.err().contains("key is not here"), adopted.err());
      assertEquals(0, waiting());
    }
  }

  @Test
  void adopt_followsTheSuccessorOfTheRegistryOfInstitutions() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      JsonNode network = deploy(anvil, "--network");
      String successor = deploy(anvil, "--successor").path("institutions").asText();
      assertNotEquals(network.path("institutions").asText(), successor);
      for (String[] each :
          new String[][] {
            {"--checkpoints", "CheckpointRegistry"},
            {"--consents", "ConsentRegistry"},
            {"--accesses", "AccessRegistry"}
          }) {
        String at = deploy(anvil, each[0], "--institutions", successor).path("contract").asText();
        assertTrue(
            json("ledger", "vote", "--institutions", successor, "--contract", each[1] + "=" + at)
                .path("applied")
                .asBoolean());
      }
      assertTrue(json("ledger", "vote", "--successor", successor).path("applied").asBoolean());
      Ran closed = run("ledger", "vote", "--remove", "anybody");
      assertEquals(3, closed.exit(), closed.err());
      assertEquals(5, home.run("ledger", "doctor").exit());

      JsonNode adopted = json("ledger", "adopt");

      assertEquals(successor, adopted.path("institutions").asText());
      assertEquals(3, adopted.path("replaced").size());
      assertEquals(0, home.run("ledger", "doctor").exit());
      assertEquals(1, json("ledger", "members").path("members").size());
      agree("research");
      json("ledger", "anchor");
      assertEquals(0, waiting());
    }
  }

  @Test
  void deploy_ofNoKindTakesNoRegistryOfInstitutions() {
    Ran ran =
        home.run(
            "ledger",
            "deploy",
            "--rpc",
            "http://localhost:1",
            "--chain-id",
            1337,
            "--institutions",
            "0x" + "1".repeat(40));
    assertEquals(2, ran.exit(), ran.err());
    assertTrue(ran.err().contains("--institutions goes with"), ran.err());
  }

  @Test
  void adopt_knowsItsEndsInARegistryThatIsUsedAgain() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      String old = deploy(anvil, "--network").path("consents").asText();
      String research = agree("research");
      json("ledger", "anchor");
      replaceConsents(anvil);
      json("ledger", "anchor");
      json("consent", "withdraw", PATIENT, research);
      json("ledger", "anchor");
      assertEquals(2, statements(anvil, old));
      json("ledger", "vote", "--contract", "ConsentRegistry=" + old);
      json("ledger", "adopt");

      String report = run("ledger", "monitor").out();

      assertFalse(report.contains("FOREIGN_DECISION"), report);
    }
  }

  @Test
  void adopt_isRefusedWhereNoNetworkIsNamed() {
    Ran ran = home.run("ledger", "adopt");
    assertEquals(3, ran.exit(), ran.out());
    assertEquals(1, ran.err().lines().count(), ran.err());
    assertTrue(ran.err().contains("ledger.consents"), ran.err());
  }
}
