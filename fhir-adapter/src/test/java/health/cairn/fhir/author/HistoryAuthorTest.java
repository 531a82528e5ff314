package health.cairn.fhir.author;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryAuthorTest {

  @Test
  void bundle_hasPatientAndOneEntryPerDraft() throws Exception {
    String json = HistoryAuthor.bundle(SampleHistory.PATIENT, SampleHistory.drafts());

    JsonNode bundle = new ObjectMapper().readTree(json);
    assertEquals("transaction", bundle.get("type").textValue());
    assertEquals(1 + SampleHistory.drafts().size(), bundle.get("entry").size());
    JsonNode lab = bundle.get("entry").get(3).get("resource");
    assertEquals("Observation", lab.get("resourceType").textValue());
    assertEquals("Patient/sample-1", lab.get("subject").get("reference").textValue());
    assertEquals(
        "Encounter/" + bundle.get("entry").get(1).get("resource").get("id").textValue(),
        lab.get("encounter").get("reference").textValue());
    assertEquals("2025-03-12T09:10:00+01:00", lab.get("effectiveDateTime").textValue());
    assertTrue(json.contains("\"value\":13.5"));
  }

  @Test
  void bundle_isTheSameTextForTheSameHistory() {
    assertEquals(
        HistoryAuthor.bundle(SampleHistory.PATIENT, SampleHistory.drafts()),
        HistoryAuthor.bundle(SampleHistory.PATIENT, SampleHistory.drafts()));
  }

  @Test
  void bundle_refusesAKeyGivenTwice() {
    List<Draft> twice = new ArrayList<>(SampleHistory.drafts());
    twice.add(twice.getFirst());
    assertThrows(
        IllegalArgumentException.class, () -> HistoryAuthor.bundle(SampleHistory.PATIENT, twice));
  }

  @Test
  void bundle_refusesAKeyThatIsNotThere() {
    List<Draft> lost = SampleHistory.drafts().subList(1, 2);
    assertThrows(
        IllegalArgumentException.class, () -> HistoryAuthor.bundle(SampleHistory.PATIENT, lost));
  }
}
