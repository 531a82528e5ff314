package health.cairn.fhir.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.fhir.author.HistoryAuthor;
import health.cairn.fhir.author.SampleHistory;
import health.cairn.fhir.codec.FhirLimits;
import health.cairn.fhir.codec.FhirReader;
import health.cairn.fhir.codec.FhirReading;
import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.timeline.RecordEvents.LeftOut;
import health.cairn.fhir.timeline.TimelineEvent.Kind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineReaderTest {
  private static final TimelineReader READER = new TimelineReader();
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

  @ParameterizedTest
  @CsvSource({
    "2019,                          2019-01-01T00:00:00Z, YEAR,    2019",
    "2019-03,                       2019-03-01T00:00:00Z, MONTH,   2019-03",
    "2019-03-05,                    2019-03-05T00:00:00Z, DAY,     2019-03-05",
    "2019-03-05T23:30:00-05:00,     2019-03-06T04:30:00Z, INSTANT, 2019-03-05 23:30",
    "2019-03-05T10:00:00.123Z,      2019-03-05T10:00:00.123Z, INSTANT, 2019-03-05 05:00",
    "2019-03-05T10:00:00,           2019-03-05T00:00:00Z, DAY,     2019-03-05",
  })
  void events_knowHowExactlyADateIsKnown(
      String recorded, Instant start, Precision precision, String shown) {
    TimelineEvent event = procedure("\"performedDateTime\":\"" + recorded + "\"");
    assertEquals(start, event.start());
    assertEquals(precision, event.precision());
    assertEquals(shown, event.startText(NEW_YORK));
    assertEquals(
        shown.substring(0, Math.min(shown.length(), 10)),
        event.startDay(NEW_YORK).toString().substring(0, Math.min(shown.length(), 10)));
  }

  @ParameterizedTest
  @CsvSource({"2019-02-30", "yesterday", "2019-13", "20190305"})
  void events_areLeftOutWhereADateIsNone(String recorded) {
    assertEquals(
        Optional.of(LeftOut.UNDATED),
        events("Procedure", "\"status\":\"completed\",\"performedDateTime\":\"" + recorded + "\"")
            .leftOut());
  }

  @Test
  void events_endWithTheWholeOfTheLastDay() {
    TimelineEvent event =
        procedure("\"performedPeriod\":{\"start\":\"2019-03\",\"end\":\"2019-04\"}");
    assertEquals(Optional.of(Instant.parse("2019-04-30T23:59:59Z")), event.end());
    TimelineEvent backwards =
        procedure("\"performedPeriod\":{\"start\":\"2019-03\",\"end\":\"2018\"}");
    assertEquals(Optional.empty(), backwards.end());
  }

  @ParameterizedTest
  @CsvSource({
    "Encounter, status, entered-in-error, ENTERED_IN_ERROR",
    "Encounter, status, planned, DID_NOT_HAPPEN",
    "Procedure, status, entered-in-error, ENTERED_IN_ERROR",
    "Procedure, status, not-done, DID_NOT_HAPPEN",
    "ImagingStudy, status, entered-in-error, ENTERED_IN_ERROR",
    "MedicationRequest, status, entered-in-error, ENTERED_IN_ERROR",
    "MedicationRequest, status, cancelled, DID_NOT_HAPPEN",
    "MedicationStatement, status, entered-in-error, ENTERED_IN_ERROR",
    "MedicationStatement, status, not-taken, DID_NOT_HAPPEN",
    "MedicationAdministration, status, not-done, DID_NOT_HAPPEN",
    "Observation, status, entered-in-error, ENTERED_IN_ERROR",
    "Observation, status, cancelled, DID_NOT_HAPPEN",
    "DiagnosticReport, status, entered-in-error, ENTERED_IN_ERROR",
    "Immunization, status, not-done, DID_NOT_HAPPEN",
    "DocumentReference, status, entered-in-error, ENTERED_IN_ERROR",
    "CarePlan, status, draft, DID_NOT_HAPPEN",
    "Consent, status, entered-in-error, ENTERED_IN_ERROR",
    "Claim, status, active, NO_LANE",
  })
  void events_areLeftOutByStatus(String type, String member, String status, LeftOut reason) {
    assertEquals(
        Optional.of(reason), events(type, "\"" + member + "\":\"" + status + "\"").leftOut());
  }

  @ParameterizedTest
  @CsvSource({
    "Condition, entered-in-error, ENTERED_IN_ERROR",
    "Condition, refuted, DID_NOT_HAPPEN",
    "AllergyIntolerance, entered-in-error, ENTERED_IN_ERROR"
  })
  void events_areLeftOutByVerification(String type, String code, LeftOut reason) {
    String status = "\"verificationStatus\":{\"coding\":[{\"code\":\"" + code + "\"}]},";
    assertEquals(Optional.of(reason), events(type, status + "\"recordedDate\":\"2019\"").leftOut());
  }

  @Test
  void events_ofAConditionAreOngoingWhileItIsActive() {
    String active =
        "\"clinicalStatus\":{\"coding\":[{\"code\":\"active\"}]},\"onsetDateTime\":\"2019\"";
    assertTrue(only("Condition", active).ongoing());
    TimelineEvent over = only("Condition", active + ",\"abatementDateTime\":\"2020-02\"");
    assertFalse(over.ongoing());
    assertEquals(Optional.of(Instant.parse("2020-02-29T23:59:59Z")), over.end());
    assertFalse(only("Condition", active.replace("active", "resolved")).ongoing());
  }

  @Test
  void events_ofBloodPressureAreItsTwoValues() {
    List<TimelineEvent> events =
        sample().stream()
            .flatMap(r -> READER.events(r).events().stream())
            .filter(e -> e.measure().map(m -> m.unit().equals("mm[Hg]")).orElse(false))
            .toList();
    assertEquals(2, events.size());
    assertEquals("http://loinc.org|8480-6", events.get(0).measure().orElseThrow().code());
    assertEquals(128, events.get(0).measure().orElseThrow().value());
    assertEquals(82, events.get(1).measure().orElseThrow().value());
  }

  @Test
  void events_haveNoNumberWhereTheRecordHasOnlyABound() {
    TimelineEvent event =
        only(
            "Observation",
            "\"status\":\"final\",\"effectiveDateTime\":\"2019\",\"code\":{\"text\":\"CRP\"},"
                + "\"valueQuantity\":{\"value\":5,\"comparator\":\"<\",\"unit\":\"mg/L\"}");
    assertEquals(Optional.empty(), event.measure());
    assertEquals("< 5 mg/L, final", event.detail());
  }

  @Test
  void events_ofALabHaveItsRange() {
    TimelineEvent lab =
        sample().stream()
            .flatMap(r -> READER.events(r).events().stream())
            .filter(e -> e.title().startsWith("Hemoglobin"))
            .findFirst()
            .orElseThrow();
    assertEquals(
        new TimelineEvent.Measure(
            "http://loinc.org|718-7", 13.5, "g/dL", Optional.of(12.0), Optional.of(16.0)),
        lab.measure().orElseThrow());
  }

  @Test
  void timeline_ofTheSampleHasEveryDraftInOrder() {
    Timeline timeline = timeline();
    Map<Kind, Integer> count = new EnumMap<>(Kind.class);
    timeline.events().forEach(e -> count.merge(e.kind(), 1, Integer::sum));
    assertEquals(
        Map.of(
            Kind.ENCOUNTER,
            1,
            Kind.CONDITION,
            1,
            Kind.PROCEDURE,
            1,
            Kind.IMAGING,
            1,
            Kind.MEDICATION,
            1,
            Kind.LAB,
            4,
            Kind.IMMUNIZATION,
            1,
            Kind.ALLERGY,
            1,
            Kind.DOCUMENT,
            1),
        count);
    List<Instant> starts = timeline.events().stream().map(TimelineEvent::start).toList();
    assertEquals(starts.stream().sorted().toList(), starts);
    assertEquals("2010-05-02", timeline.events().getFirst().startText(ZoneOffset.UTC));
  }

  @Test
  void filter_keepsWhatTouchesTheSpan() {
    Timeline timeline = timeline();
    Optional<Instant> from = Optional.of(Instant.parse("2025-03-31T00:00:00Z"));
    assertEquals(
        Set.of(Kind.CONDITION, Kind.PROCEDURE, Kind.MEDICATION, Kind.ALLERGY),
        Set.copyOf(
            timeline.filter(from, Optional.empty(), Set.of()).events().stream()
                .map(TimelineEvent::kind)
                .toList()));
    assertEquals(
        1, timeline.filter(from, Optional.empty(), Set.of(Kind.PROCEDURE)).events().size());
    assertEquals(
        1,
        timeline
            .filter(Optional.empty(), Optional.of(Instant.parse("2011-01-01T00:00:00Z")), Set.of())
            .events()
            .size());
  }

  private static Timeline timeline() {
    return Timeline.of(
        sample().stream().flatMap(r -> READER.events(r).events().stream()).toList().reversed());
  }

  private static List<FhirRecord> sample() {
    String json = HistoryAuthor.bundle(SampleHistory.PATIENT, SampleHistory.drafts());
    try {
      FhirReading reading =
          new FhirReader(FhirLimits.STANDARD)
              .read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
      return ((FhirReading.Taken) reading).records();
    } catch (health.cairn.fhir.FhirException e) {
      throw new AssertionError(e);
    }
  }

  private static TimelineEvent procedure(String members) {
    return only("Procedure", "\"status\":\"completed\"," + members);
  }

  private static TimelineEvent only(String type, String members) {
    RecordEvents events = events(type, members);
    assertEquals(1, events.events().size(), () -> "left out: " + events.leftOut());
    return events.events().getFirst();
  }

  private static RecordEvents events(String type, String members) {
    String json = "{\"resourceType\":\"" + type + "\",\"id\":\"x\"," + members + "}";
    return READER.events(
        new FhirRecord(type, "x", Optional.of("Patient/p"), json, Optional.empty()));
  }
}
