package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.command.Terminal.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// FHIR files of which a part is bad: exit 7, the part named, the rest in the record.
class PartlyRefusedTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;

  @Test
  void import_takesTheGoodEntriesAndNamesTheBad() throws Exception {
    Terminal terminal = new Terminal(directory.resolve("home"));
    assertEquals(0, terminal.run("init").exit());
    Path bundle =
        Files.writeString(
            directory.resolve("bundle.json"),
            """
            {"resourceType":"Bundle","type":"transaction","entry":[
            {"resource":{"resourceType":"Patient","id":"jane","identifier":[{"value":"J1"}],"name":[{"text":"Jane Roe"}]}},
            {"resource":{"resourceType":"Observation","id":"bad","subject":{"reference":"Patient/jane"},
              "code":"Jane"}},
            {"resource":{"resourceType":"Condition","id":"good","subject":{"reference":"Patient/jane"},
              "code":{"text":"Headache"},"recordedDate":"2026-01-02"}}]}""");
    Path rows =
        Files.writeString(
            directory.resolve("rows.ndjson"),
            """
            {"resourceType":"Condition","id":"c2","subject":{"reference":"Patient/jane"},"code":{"text":"Nausea"},"recordedDate":"2026-01-03"}
            {"resourceType":"Condition","id":"c3","subject":{"reference":"Patient/jane"
            """);
    Ran ran = terminal.run("import", bundle, rows, "--json");
    assertEquals(7, ran.exit(), ran.err());
    JsonNode summary = JSON.readTree(ran.out());
    assertEquals(2, summary.get("stored").asInt());
    assertEquals(4, summary.get("read").asInt());
    assertEquals(bundle + "!/entry 2", summary.at("/refused/0/path").asText());
    assertEquals(rows + "!/line 2", summary.at("/refused/1/path").asText());
    assertFalse(ran.err().contains("Jane"), ran.err());
    JsonNode events = JSON.readTree(terminal.run("timeline", "J1", "--json").out());
    assertEquals(2, events.size(), "both conditions");

    Ran again = terminal.run("import", bundle);
    assertEquals(7, again.exit());
    assertTrue(again.out().contains("2 read: 0 stored, 1 merged, 1 refused"), again.out());
  }
}
