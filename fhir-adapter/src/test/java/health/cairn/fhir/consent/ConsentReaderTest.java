package health.cairn.fhir.consent;

import static health.cairn.fhir.consent.ConsentUse.AI_ANALYSIS;
import static health.cairn.fhir.consent.ConsentUse.CARE;
import static health.cairn.fhir.consent.ConsentUse.RESEARCH;
import static health.cairn.fhir.consent.ConsentUse.TEACHING;
import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.fhir.codec.FhirRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ConsentReaderTest {
  private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");
  private static final Set<ConsentUse> ALL = Set.of(CARE, AI_ANALYSIS, RESEARCH, TEACHING);

  private static FhirRecord consent(String scope, String rest) {
    return new FhirRecord(
        "Consent",
        "1",
        Optional.of("Patient/1"),
        """
        {"resourceType":"Consent","id":"1","dateTime":"2026-03-01",
         "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"%s"}]},%s}
        """
            .formatted(scope, rest),
        Optional.empty());
  }

  private static String reason(String... codes) {
    return "\"purpose\":["
        + String.join(
            ",",
            Arrays.stream(codes)
                .map(
                    code ->
                        "{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActReason\",\"code\":\"%s\"}"
                            .formatted(code))
                .toList())
        + "]";
  }

  static Stream<Arguments> consents() {
    String active = "\"status\":\"active\",";
    String deny = "\"type\":\"deny\"";
    return Stream.of(
        Arguments.of("patient-privacy", active + "\"provision\":{" + deny + "}", ALL),
        Arguments.of("research", active + "\"provision\":{" + deny + "}", Set.of(RESEARCH)),
        Arguments.of(
            "treatment", active + "\"provision\":{" + deny + "}", Set.of(CARE, AI_ANALYSIS)),
        Arguments.of("adr", active + "\"provision\":{" + deny + "}", Set.of()),
        Arguments.of(
            "patient-privacy",
            active + "\"provision\":{" + deny + "," + reason("HRESCH", "TRAIN") + "}",
            Set.of(RESEARCH, TEACHING)),
        Arguments.of(
            "patient-privacy",
            active + "\"provision\":{" + deny + "," + reason("HMARKT") + "}",
            Set.of()),
        Arguments.of(
            "patient-privacy",
            active
                + "\"provision\":{"
                + deny
                + ",\"purpose\":[{\"system\":\"http://example.org\",\"code\":\"x\"}]}",
            ALL),
        Arguments.of(
            "patient-privacy",
            active
                + "\"provision\":{\"type\":\"permit\",\"provision\":[{"
                + deny
                + ","
                + reason("HRESCH")
                + "}]}",
            Set.of(RESEARCH)),
        Arguments.of(
            "research",
            active + "\"policyRule\":{\"coding\":[{\"code\":\"OPTOUT\"}]}",
            Set.of(RESEARCH)),
        Arguments.of("research", active + "\"provision\":{\"type\":\"permit\"}", Set.of()),
        Arguments.of("research", "\"status\":\"inactive\",\"provision\":{" + deny + "}", Set.of()),
        Arguments.of(
            "research",
            active + "\"provision\":{" + deny + ",\"period\":{\"end\":\"2026-11\"}}",
            Set.of()),
        Arguments.of(
            "research",
            active + "\"provision\":{" + deny + ",\"period\":{\"end\":\"2026-12-01\"}}",
            Set.of(RESEARCH)));
  }

  @ParameterizedTest
  @MethodSource("consents")
  void denied_isNeverNarrowerThanTheRecord(String scope, String rest, Set<ConsentUse> expected) {
    assertEquals(expected, ConsentReader.denied(consent(scope, rest), NOW), rest);
  }

  /// What another home wrote.
  @ParameterizedTest
  @EnumSource
  void denied_readsWhatWasWrittenHere(ConsentUse use) {
    String recipient = use == ConsentUse.SECOND_OPINION ? "Institute B" : "";
    for (boolean permitted : new boolean[] {false, true}) {
      FhirRecord written =
          ConsentWriter.write(
              new ConsentStatement(
                  "c-1",
                  "Patient/1",
                  use,
                  permitted,
                  false,
                  recipient,
                  NOW,
                  Optional.of(LocalDate.of(2027, 1, 1)),
                  "en",
                  1,
                  Optional.empty()),
              new byte[0]);
      Set<ConsentUse> expected =
          permitted || use == ConsentUse.SECOND_OPINION ? Set.of() : Set.of(use);
      assertEquals(expected, ConsentReader.denied(written, NOW));
      assertEquals(Optional.of(NOW), ConsentReader.decidedAt(written));
    }
  }

  @Test
  void denied_isEmptyForWhatIsNoConsent() {
    FhirRecord other =
        new FhirRecord(
            "Observation", "1", Optional.empty(), "{\"status\":\"active\"}", Optional.empty());
    assertEquals(Set.of(), ConsentReader.denied(other, NOW));
  }
}
