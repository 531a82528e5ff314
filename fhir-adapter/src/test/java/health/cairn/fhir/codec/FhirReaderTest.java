package health.cairn.fhir.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.fhir.author.HistoryAuthor;
import health.cairn.fhir.author.SampleHistory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FhirReaderTest {
  private static final FhirReader READER = new FhirReader(FhirLimits.STANDARD);

  static final String PATIENT =
      """
      {"resourceType":"Patient","id":"p1","name":[{"family":"Doe","given":["Jane"]}]}""";

  @Test
  void read_takesAuthoredHistory() throws Exception {
    String json = HistoryAuthor.bundle(SampleHistory.PATIENT, SampleHistory.drafts());

    FhirReading.Taken taken = taken(json);

    assertEquals(1 + SampleHistory.drafts().size(), taken.records().size());
    assertEquals(List.of(), taken.notes());
    assertTrue(
        taken.records().stream()
            .allMatch(r -> r.patientReference().equals(Optional.of("Patient/sample-1"))));
    PatientRecord patient = taken.patients().getFirst();
    assertEquals("Jane Mary Doe", patient.name());
    assertEquals("4711", patient.medicalRecordNumber());
    assertEquals("F", patient.sex());
    assertEquals("1972-03-12", patient.birthDate().orElseThrow().toString());
  }

  @Test
  void read_takesASingleResourceAfterAByteOrderMark() throws Exception {
    FhirReading.Taken taken = taken("\uFEFF\n" + PATIENT);
    assertEquals("Patient/p1", taken.records().getFirst().reference());
  }

  @Test
  void read_takesNdjson() throws Exception {
    String observation =
        """
        {"resourceType":"Observation","id":"o","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/p1"}}""";
    FhirReading.Taken taken = taken(PATIENT + "\n" + observation + "\r\n\n");
    assertEquals(2, taken.records().size());
    assertEquals(Optional.of("Patient/p1"), taken.records().get(1).patientReference());
  }

  @Test
  void read_resolvesReferencesWithinTheBundle() throws Exception {
    FhirReading.Taken taken =
        taken(
            """
            {"entry":[
              {"resource":{"status":"final","code":{"text":"x"},"resourceType":"Observation",
                "subject":{"reference":"urn:uuid:11111111-1111-1111-1111-111111111111"},
                "performer":[{"reference":"Practitioner?identifier=http://ids|7"}],
                "encounter":{"reference":"https://ehr.example/fhir/Encounter/e"}},
               "fullUrl":"urn:uuid:22222222-2222-2222-2222-222222222222"},
              {"fullUrl":"urn:uuid:11111111-1111-1111-1111-111111111111",
               "resource":{"resourceType":"Patient"}},
              {"fullUrl":"https://ehr.example/fhir/Encounter/e",
               "resource":{"resourceType":"Encounter","id":"e","status":"finished",
                 "class":{"code":"AMB"},"subject":{"reference":"Patient/11111111-1111-1111-1111-111111111111"}}},
              {"resource":{"resourceType":"Practitioner","id":"dr",
                 "identifier":[{"system":"http://ids","value":"7"}]}}
            ],"type":"transaction","resourceType":"Bundle"}""");

    FhirRecord observation = taken.records().getFirst();
    assertEquals("Observation/22222222-2222-2222-2222-222222222222", observation.reference());
    assertEquals(
        Optional.of("Patient/11111111-1111-1111-1111-111111111111"),
        observation.patientReference());
    assertTrue(observation.json().contains("\"reference\":\"Practitioner/dr\""));
    assertTrue(observation.json().contains("\"reference\":\"Encounter/e\""));
    assertFalse(observation.json().contains("urn:uuid"));
    assertEquals(List.of("1 records name no patient and are kept without one."), taken.notes());
  }

  @Test
  void read_keepsPatientsApart() throws Exception {
    FhirReading.Taken taken =
        taken(
            """
            {"resourceType":"Bundle","type":"collection","entry":[
              {"resource":{"resourceType":"Patient","id":"a"}},
              {"resource":{"resourceType":"Patient","id":"b"}},
              {"resource":{"resourceType":"Condition","id":"c","subject":{"reference":"Patient/b"}}},
              {"resource":{"resourceType":"Provenance","id":"v","target":[{"reference":"Condition/c"}],
                "recorded":"2020-01-01T00:00:00Z","agent":[{"who":{"display":"x"}}]}}]}""");
    assertEquals(2, taken.patients().size());
    assertEquals(Optional.of("Patient/b"), taken.records().get(2).patientReference());
    assertEquals(Optional.of("Patient/b"), taken.records().get(3).patientReference());
  }

  @Test
  void read_mergesTheSameEntryGivenTwice() throws Exception {
    FhirReading.Taken taken =
        taken(
            """
            {"resourceType":"Bundle","type":"collection","entry":[
              {"resource":{"resourceType":"Patient","id":"a","gender":"male"}},
              {"resource":{"gender":"male","id":"a","resourceType":"Patient"}}]}""");
    assertEquals(1, taken.records().size());
    assertEquals(1, taken.merged());
  }

  @Test
  void read_keepsUnknownElementsAndEveryDigit() throws Exception {
    FhirRecord record =
        taken(
                """
                {"resourceType":"Observation","id":"o","meta":{"lastUpdated":"2020-01-02T03:04:05Z"},
                 "zzz":{"b":1,"a":"ä"}, "status":"final","code":{"text":"x"},
                 "subject":{"reference":"Patient/p"},
                 "valueQuantity":{"value":1.50}, "effectiveDateTime":"2019-02-31"}""")
            .records()
            .getFirst();
    assertEquals(
        """
        {"code":{"text":"x"},"effectiveDateTime":"2019-02-31","id":"o","meta":{"lastUpdated":"2020-01-02T03:04:05Z"},"resourceType":"Observation","status":"final","subject":{"reference":"Patient/p"},"valueQuantity":{"value":1.50},"zzz":{"a":"ä","b":1}}""",
        record.json());
    assertEquals(Optional.of(Instant.parse("2020-01-02T03:04:05Z")), record.lastUpdated());
  }

  @Test
  void read_givesANamelessRecordTheSameIdEachTime() throws Exception {
    String nameless =
        """
        {"resourceType":"Condition","subject":{"reference":"Patient/p"},"code":{"text":"%s"}}""";
    String one = taken(nameless.formatted("a")).records().getFirst().id();
    assertEquals(one, taken(nameless.formatted("a")).records().getFirst().id());
    assertNotEquals(one, taken(nameless.formatted("b")).records().getFirst().id());
  }

  @Test
  void read_givesTheSameTextForItsOwnOutput() throws Exception {
    FhirRecord record = taken(PATIENT).records().getFirst();
    assertEquals(record, taken(record.json()).records().getFirst());
  }

  @Test
  void mayBeFhir_looksAtTheFirstBytesOnly() {
    assertTrue(FhirReader.mayBeFhir("\uFEFF \n{".getBytes(StandardCharsets.UTF_8)));
    assertFalse(FhirReader.mayBeFhir("<Bundle/>".getBytes(StandardCharsets.UTF_8)));
    assertFalse(FhirReader.mayBeFhir(new byte[128]));
    assertFalse(FhirReader.mayBeFhir(new byte[0]));
  }

  @Test
  void contradicts_tellsTwoPeopleWithOneIdApart() throws Exception {
    PatientRecord jane = patient("\"birthDate\":\"1972-03-12\",\"gender\":\"female\"");
    PatientRecord john = patient("\"birthDate\":\"1951-01-20\",\"gender\":\"male\"");
    PatientRecord corrected =
        patient("\"birthDate\":\"1972-03-13\",\"identifier\":[{\"system\":\"s\",\"value\":\"1\"}]");
    PatientRecord known =
        patient("\"birthDate\":\"1972-03-12\",\"identifier\":[{\"system\":\"s\",\"value\":\"1\"}]");
    assertTrue(jane.contradicts(john));
    assertFalse(jane.contradicts(jane));
    assertFalse(known.contradicts(corrected));
  }

  @Test
  void patients_takeTheOfficialNameAndTheDeath() throws Exception {
    PatientRecord patient =
        patient(
            "\"name\":[{\"use\":\"nickname\",\"text\":\"Jo\"},{\"use\":\"usual\",\"text\":\"Jo Doe\"},"
                + "{\"use\":\"official\",\"text\":\"Doe, Johanna\",\"family\":\"Doe\",\"given\":[\"Johanna\",\"M.\"]}],"
                + "\"birthDate\":\"1972-03\",\"deceasedDateTime\":\"2020\"");
    assertEquals("Johanna M. Doe", patient.name());
    assertEquals("1972-03", patient.birthDateText());
    assertTrue(patient.birthDate().isEmpty());
    assertTrue(patient.deceased());
    assertEquals("2020", patient.deceasedText());
  }

  private static PatientRecord patient(String members) throws Exception {
    return taken("{\"resourceType\":\"Patient\",\"id\":\"1\"," + members + "}")
        .patients()
        .getFirst();
  }

  static FhirReading.Taken taken(String json) throws Exception {
    return assertInstanceOf(FhirReading.Taken.class, read(json));
  }

  static FhirReading read(String json) throws Exception {
    return READER.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
  }
}
