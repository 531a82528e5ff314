package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.command.Terminal.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A patient who said no at another hospital, whose records come here.
class ImportedConsentTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private Terminal terminal;

  @BeforeEach
  void init() {
    terminal = new Terminal(directory.resolve("home"));
    assertEquals(0, terminal.run("init").exit());
  }

  private void importBundle(String status, String dateTime, String scope) throws Exception {
    Path file = directory.resolve("bundle.json");
    Files.writeString(
        file,
        """
        {"resourceType":"Bundle","type":"collection","entry":[
         {"resource":{"resourceType":"Patient","id":"jane","identifier":[{"value":"J1"}],"birthDate":"1970-01-02"}},
         {"resource":{"resourceType":"Consent","id":"c1","status":"%s","dateTime":"%s",
          "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"%s"}]},
          "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
          "policyRule":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTIN"}]},
          "patient":{"reference":"Patient/jane"},"provision":{"type":"deny"}}}]}
        """
            .formatted(status, dateTime, scope));
    assertEquals(0, terminal.run("import", file).exit());
  }

  private JsonNode decisions() throws Exception {
    Ran ran = terminal.run("--json", "consent", "list", "J1", "--all");
    assertEquals(0, ran.exit(), ran.err());
    return JSON.readTree(ran.out());
  }

  @Test
  void import_countsADenialAsTheNoThatItIsUntilThePatientDecidesHere() throws Exception {
    importBundle("active", "2026-03-01T10:00:00Z", "treatment");

    Ran closed = terminal.run("timeline", "J1");
    assertEquals(4, closed.exit(), closed.out());
    assertTrue(closed.err().contains("The patient refused the use of their data for care"));
    assertEquals(2, decisions().size(), "care, and analysis by models");
    assertEquals("no", decisions().path(0).path("decision").asText());
    assertEquals("fhir", decisions().path(0).path("signature").asText());
    importBundle("active", "2026-03-01T10:00:00Z", "treatment");
    assertEquals(2, decisions().size(), "the same again is nothing new");
    importBundle("inactive", "2026-03-01T10:00:00Z", "treatment");
    assertEquals(4, terminal.run("timeline", "J1").exit(), "no yes is made of that");
    assertEquals(3, terminal.run("consent", "withdraw", "J1", "Consent/c1#care").exit());

    Ran yes =
        terminal.run("consent", "grant", "J1", "--purpose", "care", "--witness", "Nurse Sato");
    assertEquals(0, yes.exit(), yes.err());
    Ran open = terminal.run("timeline", "J1");
    assertEquals(0, open.exit(), open.err());
    importBundle("active", "2026-03-01T10:00:00Z", "treatment");
    assertEquals(0, terminal.run("timeline", "J1").exit(), "the word given here is the later one");
    assertEquals(0, terminal.run("ledger", "monitor").exit(), "and nothing is amiss");
  }

  @Test
  void import_leavesCareOpenWhereResearchIsDenied() throws Exception {
    importBundle("active", "2026-03-01", "research");

    assertEquals(0, terminal.run("timeline", "J1").exit());
    assertEquals("research", decisions().path(0).path("purpose").asText());
    assertEquals(1, decisions().size());
  }
}
