package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.TinyStudy;
import health.cairn.app.command.Terminal.Ran;
import health.cairn.app.security.KeyRing;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Database;
import health.cairn.app.store.Home;
import health.cairn.ledger.besu.Anvil;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `cairn ledger monitor` compares what patients decided here with what the registry of consent took.
class MonitoredDecisionsTest {
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

  private static JsonNode json(Terminal at, int exit, Object... line) throws Exception {
    Object[] all = new Object[line.length + 1];
    all[0] = "--json";
    System.arraycopy(line, 0, all, 1, line.length);
    Ran ran = at.run(all);
    assertEquals(exit, ran.exit(), ran.out() + ran.err());
    return JSON.readTree(ran.out());
  }

  private static boolean alarms(JsonNode report, String kind) {
    return StreamSupport.stream(report.path("alarms").spliterator(), false)
        .anyMatch(alarm -> alarm.path("kind").asText().equals(kind));
  }

  private static String note(JsonNode report) {
    return StreamSupport.stream(report.path("checks").spliterator(), false)
        .filter(check -> check.path("check").asText().equals("SAID_DECISIONS"))
        .map(check -> check.path("note").asText())
        .findFirst()
        .orElseThrow();
  }

  private void decide(Terminal at, String purpose) throws Exception {
    json(at, 0, "consent", "grant", PATIENT, "--purpose", purpose);
    json(at, 0, "ledger", "anchor");
  }

  private Path copied() throws Exception {
    Path copy = directory.resolve("copy");
    try (Stream<Path> files = Files.walk(directory.resolve("home"))) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(directory.resolve("home").relativize(file)));
      }
    }
    return copy;
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

  @Test
  void monitor_findsADecisionThatACopyOfTheHomeSent() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      json(home, 0, "ledger", "deploy", "--network", "--rpc", anvil.rpc(), "--chain-id", 1337);
      decide(home, "research");
      sql("delete from sent_statement"); // as a home of before
      JsonNode calm = json(home, 0, "ledger", "monitor");
      assertTrue(note(calm).startsWith("1 read back; up to block"), note(calm));

      Terminal copy = new Terminal(copied());
      decide(copy, "teaching");

      assertTrue(alarms(json(home, 5, "ledger", "monitor"), "FOREIGN_DECISION"));
      assertFalse(alarms(json(copy, 0, "ledger", "monitor"), "FOREIGN_DECISION"));
    }
  }

  @Test
  void monitor_missesADecisionThatTheChainDoesNotHave() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      json(home, 0, "ledger", "deploy", "--network", "--rpc", anvil.rpc(), "--chain-id", 1337);
      decide(home, "research");
      sql("update grant_outbox set statement = statement + 1000");

      JsonNode report = json(home, 5, "ledger", "monitor");

      assertTrue(alarms(report, "ANCHOR_GONE"), report.toString());
      assertFalse(alarms(report, "FOREIGN_DECISION"), "its digest was noted when it was sent");
    }
  }
}
