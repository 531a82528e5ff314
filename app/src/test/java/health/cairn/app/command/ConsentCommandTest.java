package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.TinyStudy;
import health.cairn.app.command.Terminal.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsentCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATIENT = "ID-jane";

  @TempDir Path directory;
  private Terminal terminal;

  @BeforeEach
  void importPatient() throws Exception {
    terminal = new Terminal(directory.resolve("home"));
    Path images = directory.resolve("images");
    TinyStudy.write(images, "jane", 2);
    assertEquals(0, terminal.run("init").exit());
    assertEquals(0, terminal.run("import", images).exit());
  }

  @Test
  void consent_isGrantedListedNarrowedAndWithdrawn() throws Exception {
    JsonNode granted =
        json("consent", "grant", PATIENT, "--purpose", "research", "--witness", "Sato", "--json");
    assertEquals("waiting", granted.get("ledger").asText(), "never anchored before it is");
    assertEquals("paper", granted.get("signature").asText());
    String wide = granted.get("consent").asText();
    JsonNode narrowed = json("consent", "withdraw", PATIENT, wide, "--to-pictures", "--json");
    assertEquals("pictures", narrowed.get("scope").asText());
    String narrow = narrowed.get("consent").asText();
    JsonNode withdrawn = json("consent", "withdraw", PATIENT, narrow, "--json");
    assertEquals("taken back", withdrawn.get("state").asText());
    assertEquals(0, json("consent", "list", PATIENT, "--json").size());
    assertEquals(2, json("consent", "list", PATIENT, "--all", "--json").size());
    Ran form = terminal.run("consent", "form", wide, "--out", directory.resolve("form.pdf"));
    assertEquals(3, form.exit(), "a paper form is not here");
    assertTrue(form.err().contains("no signed form"), form.err());
  }

  @Test
  void list_saysWhatTheLedgerSays() throws Exception {
    json("consent", "grant", PATIENT, "--purpose", "research", "--json");
    json("consent", "grant", PATIENT, "--purpose", "teaching", "--no", "--json");
    JsonNode listed = json("consent", "list", PATIENT, "--json");
    assertEquals("no ledger", listed.get(0).get("ledgerSays").asText());
    assertTrue(listed.get(1).path("ledgerSays").isMissingNode(), "it is told of no refusal");
    assertTrue(terminal.run("consent", "list", PATIENT).out().contains("no ledger"));
    Files.writeString(
        directory.resolve("home").resolve("settings.properties"),
        """
        ledger.rpc=http://localhost:1
        ledger.chainId=1337
        ledger.contract=%1$s
        ledger.consents=%1$s
        """
            .formatted("0x" + "1".repeat(40)));
    assertEquals(
        "not told yet",
        json("consent", "list", PATIENT, "--json").get(0).get("ledgerSays").asText());
  }

  @Test
  void consent_refusesInOneSentence() {
    for (Object[] line :
        new Object[][] {
          {"consent", "grant", PATIENT, "--purpose", "fame"},
          {"consent", "grant", PATIENT, "--purpose", "second-opinion"},
          {"consent", "grant", PATIENT, "--purpose", "care", "--until", "2020-01-01"},
          {"consent", "withdraw", PATIENT, "Consent/none"},
          {"consent", "list", "nobody"}
        }) {
      Ran ran = terminal.run(line);
      assertEquals(3, ran.exit(), ran.err());
      assertEquals(1, ran.err().lines().count(), ran.err());
    }
  }

  @Test
  void code_isEightDigits() throws Exception {
    JsonNode code = json("consent", "code", PATIENT, "--witness", "--json");
    assertTrue(code.get("code").asText().matches("[0-9]{8}"));
    assertTrue(code.get("witness").asBoolean());
  }

  @Test
  void kiosk_needsADisplay() {
    Ran ran = terminal.run("kiosk");
    assertEquals(3, ran.exit(), ran.err());
    assertTrue(ran.err().contains("display"), ran.err());
  }

  private JsonNode json(Object... line) throws Exception {
    Ran ran = terminal.run(line);
    assertEquals(0, ran.exit(), ran.err());
    return JSON.readTree(ran.out());
  }
}
