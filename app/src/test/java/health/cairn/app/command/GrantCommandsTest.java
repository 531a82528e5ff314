package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.TinyStudy;
import health.cairn.app.command.Terminal.Ran;
import health.cairn.app.store.Home;
import health.cairn.ledger.besu.Anvil;
import health.cairn.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `cairn consent hand`, `take` and `check`: a grant goes from one institution to another that asks the chain itself.
class GrantCommandsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATIENT = "ID-jane";
  private static final String THERE = "University Hospital";

  @TempDir Path directory;
  private Terminal here;
  private Terminal there;

  @BeforeEach
  void importPatient() throws Exception {
    here = new Terminal(directory.resolve("here"));
    there = new Terminal(directory.resolve("there"));
    TinyStudy.write(directory.resolve("images"), "jane", 2);
    for (Terminal home : new Terminal[] {here, there}) {
      assertEquals(0, home.run("init").exit());
      assertEquals(0, home.run("import", directory.resolve("images")).exit());
    }
  }

  private static JsonNode json(Terminal at, Object... line) throws Exception {
    Ran ran = run(at, line);
    assertEquals(0, ran.exit(), ran.err());
    return JSON.readTree(ran.out());
  }

  private static Ran run(Terminal at, Object... line) {
    Object[] all = new Object[line.length + 1];
    all[0] = "--json";
    System.arraycopy(line, 0, all, 1, line.length);
    return at.run(all);
  }

  private void join(Anvil anvil) throws Exception {
    json(here, "ledger", "deploy", "--network", "--rpc", anvil.rpc(), "--chain-id", 1337);
    JsonNode keys = json(there, "ledger", "witness");
    String journal = keys.path("journal").asText();
    Path settings = new Home(directory.resolve("here")).settings();
    Files.copy(settings, new Home(directory.resolve("there")).settings());
    Files.writeString(
        settings,
        "ledger.institution.University\\ Hospital=" + Hash.sha256(journal).hex() + "\n",
        StandardCharsets.ISO_8859_1,
        StandardOpenOption.APPEND);
    json(
        here,
        "ledger",
        "vote",
        "--admit",
        THERE,
        "--account",
        json(there, "ledger", "status").path("account").asText(),
        "--journal-key",
        keys.path("journalKey").asText(),
        "--roles",
        "anchors");
  }

  @Test
  void hand_letsTheOtherInstitutionAskTheChain() throws Exception {
    Path file = directory.resolve("jane.grant");
    try (Anvil anvil = Anvil.start()) {
      join(anvil);
      String consent =
          json(
                  here,
                  "consent",
                  "grant",
                  PATIENT,
                  "--purpose",
                  "second-opinion",
                  "--to",
                  THERE,
                  "--pictures-only")
              .path("consent")
              .asText();
      Ran mistyped = run(here, "consent", "code", PATIENT, "--to", "Univresity Hospital");
      assertEquals(0, mistyped.exit(), mistyped.err());
      assertTrue(mistyped.err().contains("name no institution Univresity"), mistyped.err());
      assertEquals("", run(here, "consent", "code", PATIENT, "--to", THERE).err());
      JsonNode handed = json(here, "consent", "hand", PATIENT, consent, "--out", file);
      assertEquals("waiting", handed.path("ledger").asText());
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      assertFalse(Files.readString(file).contains("Roe"), "no name");
      Terminal anybody = new Terminal(directory.resolve("no-home"));
      Ran early = run(anybody, "consent", "check", file, "--rpc", anvil.rpc());
      assertEquals(4, early.exit(), early.err());
      assertEquals("not on the chain", JSON.readTree(early.out()).path("state").asText());

      json(here, "ledger", "anchor");
      JsonNode held = json(anybody, "consent", "check", file, "--rpc", anvil.rpc());
      assertEquals("in force", held.path("state").asText());
      assertEquals("pictures", held.path("scope").asText());
      JsonNode taken = json(there, "consent", "take", PATIENT, file);
      assertEquals("in force", taken.path("ledgerSays").asText());
      JsonNode listed = json(there, "consent", "list", PATIENT);
      assertEquals(taken.path("consent"), listed.path(0).path("consent"));
      assertTrue(listed.path(0).path("ledgerAgeSeconds").isNumber(), listed.toString());
      assertTrue(there.run("consent", "list", PATIENT).out().contains("in force"));
      Ran record = there.run("timeline", PATIENT);
      assertEquals(4, record.exit(), record.out());
      assertTrue(record.err().contains("leaves the health record out"), record.err());

      json(here, "consent", "withdraw", PATIENT, consent);
      json(here, "ledger", "anchor");
      Ran over = run(anybody, "consent", "check", file, "--rpc", anvil.rpc());
      assertEquals(4, over.exit(), over.err());
      assertEquals("withdrawn", JSON.readTree(over.out()).path("state").asText());
      assertEquals(
          "ended",
          json(there, "consent", "list", PATIENT, "--all").path(0).path("ledgerSays").asText());
    }
    assertEquals(6, here.run("consent", "check", file, "--rpc", "http://127.0.0.1:1").exit());
  }

  @Test
  void check_refusesInOneSentenceWhatIsNoGrant() throws Exception {
    Path file = Files.writeString(directory.resolve("grant"), "{\"format\":\"cairn-proof/2\"}");
    for (Object named : new Object[] {file, directory.resolve("none"), directory}) {
      Ran ran = here.run("consent", "check", named, "--rpc", "http://127.0.0.1:1");
      assertEquals(3, ran.exit(), ran.err());
      assertEquals(1, ran.err().lines().count(), ran.err());
      assertTrue(ran.err().contains(named.toString()), ran.err());
    }
    Ran nothing = here.run("consent", "hand", PATIENT, "Consent/none", "--out", file);
    assertEquals(3, nothing.exit(), nothing.err());
    assertEquals("{\"format\":\"cairn-proof/2\"}", Files.readString(file), "what was there stays");
  }
}
