package health.cairn.fhir.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.fhir.codec.FhirReading.Why;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One bad resource among good ones: the good are taken, the bad is named by its place.
class PartlyGoodTest {
  private static final String PATIENT = "{\"resourceType\":\"Patient\",\"id\":\"p\"}";
  private static final String GOOD =
      "{\"resourceType\":\"Observation\",\"id\":\"good\",\"status\":\"final\",\"code\":{\"text\":\"x\"},"
          + "\"subject\":{\"reference\":\"Patient/p\"}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOT_R4 | {'resourceType':'Observation','id':'o','subject':{'reference':'Patient/p'},'code':'Jane'}",
        "NOT_R4 | {'resourceType':'Spaceship','id':'o','name':'Jane'}",
        "NOT_R4 | {'resourceType':'Observation','id':'../Jane'}",
        "NOT_FHIR | {'id':'Jane'}",
        "TOO_LARGE | {'resourceType':'Observation','id':'o','subject':{'reference':'Patient/p'},'valueQuantity':{'value':1e999999}}",
        "UNRESOLVED | {'resourceType':'Observation','id':'o','subject':{'reference':'urn:uuid:Jane'}}",
        "NOT_UTF8 | {'resourceType':'Observation','id':'o','subject':{'reference':'Patient/p'},'x':'Jane \\ud83d'}"
      })
  void read_takesTheGoodEntriesBesideOneThatIs(Why why, String bad) throws Exception {
    String json = bad.replace('\'', '"');
    expect(taken(bundle(PATIENT, json, GOOD)), "entry 2", why);
    expect(taken(PATIENT + "\n" + json + "\n" + GOOD + "\n"), "line 2", why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NOT_JSON | {'resourceType':'Observation','id':'Jane'",
        "NOT_JSON | {'resourceType':'Observation','id':'o','id':'Jane'}",
        "NOT_JSON | Jane",
        "NOT_JSON | {'resourceType':'Observation','id':'o'}{'resourceType':'Observation'}",
        "NOT_JSON | ['Jane']"
      })
  void read_takesTheGoodLinesBesideOneThatIsBroken(Why why, String bad) throws Exception {
    String json = bad.replace('\'', '"');
    expect(taken(PATIENT + "\r\n" + json + "\r\n\r\n" + GOOD), "line 2", why);
  }

  @Test
  void read_takesTheWholeLinesOfNdjsonThatIsCutOff() throws Exception {
    expect(taken(PATIENT + "\n" + GOOD + "\n" + GOOD.substring(0, 40)), "line 3", Why.NOT_JSON);
  }

  @Test
  void read_takesTheGoodLinesBesideOneInAnotherEncoding() throws Exception {
    byte[] lines =
        (PATIENT + "\n{\"id\":\"J\u00e4ne\"}\n" + GOOD).getBytes(StandardCharsets.ISO_8859_1);
    FhirReading reading = new FhirReader(FhirLimits.STANDARD).read(new ByteArrayInputStream(lines));
    expect(assertInstanceOf(FhirReading.Taken.class, reading), "line 2", Why.NOT_UTF8);
  }

  @Test
  void read_refusesBrokenJsonOfManyLinesWhole() throws Exception {
    String broken = "{\"resourceType\":\"Bundle\",\"entry\":[\n{\"resource\":" + PATIENT + "},\n]}";
    assertEquals(Why.NOT_JSON, refused(broken).why());
  }

  @Test
  void read_keepsReferencesToARefusedEntry() throws Exception {
    String report =
        "{\"resourceType\":\"DiagnosticReport\",\"id\":\"r\",\"status\":\"final\",\"code\":{\"text\":\"x\"},"
            + "\"subject\":{\"reference\":\"Patient/p\"},"
            + "\"result\":[{\"reference\":\"urn:uuid:11111111-1111-4111-8111-111111111111\"},"
            + "{\"reference\":\"Observation/other\"}]}";
    String bundle =
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":"
            + PATIENT
            + "},{\"fullUrl\":\"urn:uuid:11111111-1111-4111-8111-111111111111\",\"resource\":"
            + "{\"resourceType\":\"Observation\",\"code\":7,\"subject\":{\"reference\":\"Patient/p\"}}},"
            + "{\"resource\":"
            + report
            + "}]}";
    FhirReading.Taken taken = taken(bundle);
    assertEquals(List.of("entry 2"), taken.refused().stream().map(RefusedEntry::place).toList());
    String json = taken.records().getLast().json();
    assertTrue(json.contains("\"Observation/11111111-1111-4111-8111-111111111111\""), json);
    assertTrue(json.contains("\"Observation/other\""), json);
  }

  @Test
  void read_leavesOutWhatIsAboutAPatientWhoIsRefused() throws Exception {
    String other = PATIENT.replace("\"p\"", "\"q\"");
    String bad = "{\"resourceType\":\"Patient\",\"id\":\"p\",\"name\":7}";
    FhirReading.Taken taken = taken(bundle(bad, GOOD, other));
    assertEquals(
        List.of("Patient/q"), taken.records().stream().map(FhirRecord::reference).toList());
    assertEquals(1, taken.refused().size());
    assertEquals("entry 1", taken.refused().getFirst().place());
    assertTrue(taken.refused().getFirst().reason().contains("1 record is left out"));
    assertEquals(Why.NOT_R4, refused(bundle(bad, GOOD)).why());
  }

  @Test
  void read_takesNeitherOfTwoContentsUnderOneId() throws Exception {
    FhirReading.Taken taken = taken(bundle(PATIENT, GOOD, GOOD.replace("final", "amended")));
    assertEquals(
        List.of("Patient/p"), taken.records().stream().map(FhirRecord::reference).toList());
    assertEquals(
        List.of("entry 2", "entry 3"),
        taken.refused().stream().map(RefusedEntry::place).sorted().toList());
  }

  private static void expect(FhirReading.Taken taken, String place, Why why) {
    assertEquals(
        List.of("Patient/p", "Observation/good"),
        taken.records().stream().map(FhirRecord::reference).toList());
    assertEquals(1, taken.refused().size(), taken.refused().toString());
    RefusedEntry refused = taken.refused().getFirst();
    assertEquals(place, refused.place());
    assertEquals(why, refused.why(), refused.reason());
    assertTrue(!refused.reason().contains("Jane"), "a reason must not quote the content");
  }

  private static String bundle(String... resources) {
    return "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[{\"resource\":"
        + String.join("},{\"resource\":", resources)
        + "}]}";
  }

  private static FhirReading.Taken taken(String text) throws Exception {
    return assertInstanceOf(FhirReading.Taken.class, read(text), text);
  }

  private static FhirReading.Refused refused(String text) throws Exception {
    return assertInstanceOf(FhirReading.Refused.class, read(text), text);
  }

  private static FhirReading read(String text) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new FhirReader(FhirLimits.STANDARD).read(new ByteArrayInputStream(bytes));
  }
}
