package health.cairn.fhir.consent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.r4.CanonicalJson;
import health.cairn.fhir.timeline.TimelineEvent;
import health.cairn.fhir.timeline.TimelineReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConsentWriterTest {
  static final Instant DECIDED = Instant.parse("2026-11-22T10:15:30.250Z");
  static final byte[] FORM = "%PDF-1.6 signed".getBytes(StandardCharsets.UTF_8);

  static ConsentStatement statement(ConsentUse use, boolean permitted) {
    return new ConsentStatement(
        "0a1b2c",
        "Patient/p1",
        use,
        permitted,
        use == ConsentUse.TEACHING,
        use == ConsentUse.SECOND_OPINION ? "Charité Berlin" : "",
        DECIDED,
        use == ConsentUse.CARE ? Optional.empty() : Optional.of(LocalDate.of(2027, 11, 22)),
        "tr",
        1,
        use == ConsentUse.RESEARCH ? Optional.of("Nurse Sato") : Optional.empty());
  }

  @Test
  void write_saysPurposeRecipientPeriodAndForm() {
    JsonNode consent = tree(statement(ConsentUse.SECOND_OPINION, true), FORM);
    assertEquals("active", consent.at("/status").asText());
    assertEquals("permit", consent.at("/provision/type").asText());
    assertEquals("CAREMGT", consent.at("/provision/purpose/0/code").asText());
    assertEquals("#recipient", consent.at("/provision/actor/0/reference/reference").asText());
    assertEquals("Charité Berlin", consent.at("/contained/0/name").asText());
    assertEquals("2027-11-22", consent.at("/provision/period/end").asText());
    assertEquals("second-opinion", consent.at("/provision/purpose/1/code").asText());
    assertEquals("tr", consent.at("/extension/0/valueString").asText());
    assertTrue(consent.at("/verification/0/verified").asBoolean());
    assertEquals(
        Base64.getEncoder().encodeToString(FORM), consent.at("/sourceAttachment/data").asText());
  }

  @Test
  void write_deniesWhatThePatientDeclined() {
    JsonNode consent = tree(statement(ConsentUse.RESEARCH, false), new byte[0]);
    assertEquals("active", consent.at("/status").asText());
    assertEquals("deny", consent.at("/provision/type").asText());
    assertTrue(consent.at("/sourceAttachment").isMissingNode());
    assertTrue(consent.at("/verification").isMissingNode());
  }

  @Test
  void ended_keepsTheFormWhateverItsSize() {
    byte[] large = new byte[200_000];
    Arrays.fill(large, (byte) 7);
    FhirRecord inForce = ConsentWriter.write(statement(ConsentUse.AI_ANALYSIS, true), large);
    FhirRecord ended = ConsentWriter.ended(inForce, DECIDED.plusSeconds(60));
    JsonNode consent = CanonicalJson.tree(ended.json());
    assertEquals("inactive", consent.at("/status").asText());
    assertEquals("2026-11-22T10:16:30.250Z", consent.at("/provision/period/end").asText());
    assertArrayEquals(large, ConsentWriter.form(ended).orElseThrow());
    assertEquals(inForce.reference(), ended.reference());
  }

  @Test
  void timeline_showsAConsentOnItsOwnLane() {
    FhirRecord record = ConsentWriter.write(statement(ConsentUse.CARE, true), FORM);
    List<TimelineEvent> events = new TimelineReader().events(record).events();
    assertEquals(1, events.size());
    assertEquals(TimelineEvent.Kind.CONSENT, events.getFirst().kind());
    assertEquals("Consent: Use in the patient's own care", events.getFirst().title());
    assertTrue(events.getFirst().ongoing());
    List<TimelineEvent> after =
        new TimelineReader().events(ConsentWriter.ended(record, DECIDED.plusSeconds(5))).events();
    assertEquals("inactive, permit", after.getFirst().detail());
  }

  private static JsonNode tree(ConsentStatement statement, byte[] form) {
    return CanonicalJson.tree(ConsentWriter.write(statement, form).json());
  }
}
