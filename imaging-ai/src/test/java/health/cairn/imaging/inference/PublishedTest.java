package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

class PublishedTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Test
  void of_takesPartsTogetherByTheirPeople() throws Exception {
    JsonNode metrics =
        JSON.readTree(
            """
            {"parts": [
              {"accuracy": 0.5, "tumourAccuracy": 0.8, "patientAccuracy": 0.9, "patients": 30},
              {"accuracy": 0.5, "tumourAccuracy": 0.9, "patientAccuracy": 0.7, "patients": 10}]}
            """);

    Published published = Published.of(metrics);

    assertEquals(0.85, published.figure("patientAccuracy").orElseThrow().value(), 1e-9);
    assertEquals(0.825, published.figure("tumourAccuracy").orElseThrow().value(), 1e-9);
    assertEquals(40, published.figure("patients").orElseThrow().value());
    assertTrue(published.figure("accuracy").isEmpty(), "it counts tumour-free slices too");
  }

  @Test
  void of_leavesOutWhatNotEveryPartTells() throws Exception {
    JsonNode metrics =
        JSON.readTree(
            """
            {"parts": [
              {"tumourAccuracy": 0.8, "patientAccuracy": 0.9, "patients": 30},
              {"patientAccuracy": 0.7, "patients": 10}]}
            """);

    assertTrue(Published.of(metrics).figure("tumourAccuracy").isEmpty());
  }
}
