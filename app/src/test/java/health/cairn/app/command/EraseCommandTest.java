package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.TinyStudy;
import health.cairn.app.command.Terminal.Ran;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EraseCommandTest {
  private static final String PATIENT = "ID-jane";

  @TempDir Path directory;

  @Test
  void erase_wantsTheRecordNumberTwiceAndTheJournalHoldsAfterwards() throws Exception {
    Terminal terminal = new Terminal(directory.resolve("home"));
    Path images = directory.resolve("images");
    TinyStudy.write(images, "jane", 2);
    assertEquals(0, terminal.run("init").exit());
    assertEquals(0, terminal.run("import", images).exit());

    Ran looked = terminal.run("erase", PATIENT, "--reason", "asked for", "--json");
    assertEquals(0, looked.exit(), looked.err());
    JsonNode would = new ObjectMapper().readTree(looked.out());
    assertEquals(false, would.get("erased").asBoolean());
    assertEquals(2, would.get("images").asInt());
    Ran wrong = terminal.run("erase", PATIENT, "--reason", "asked for", "--confirm", "ID-john");
    assertEquals(3, wrong.exit());
    assertTrue(wrong.err().contains("Nothing was erased"), wrong.err());
    assertTrue(terminal.run("patients").out().contains(PATIENT));

    Ran done =
        terminal.run("erase", PATIENT, "--reason", "asked for", "--confirm", PATIENT, "--json");
    assertEquals(0, done.exit(), done.err());
    assertTrue(new ObjectMapper().readTree(done.out()).get("entries").asInt() > 0);
    assertTrue(!terminal.run("patients").out().contains(PATIENT));
    assertEquals(0, terminal.run("ledger", "check").exit());
    assertEquals(3, terminal.run("erase", PATIENT, "--reason", "once more").exit());
  }
}
