package health.cairn.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.fhir.codec.FhirLimits;
import health.cairn.fhir.codec.FhirReader;
import health.cairn.fhir.codec.FhirReading;
import health.cairn.fhir.timeline.Timeline;
import health.cairn.fhir.timeline.TimelineEvent;
import health.cairn.fhir.timeline.TimelineEvent.Kind;
import health.cairn.fhir.timeline.TimelineReader;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bundled record, read as any other FHIR file.
class SampleRecordTest {
  @TempDir static Path folder;
  private static FhirReading.Taken taken;
  private static Timeline timeline;

  @BeforeAll
  static void readRecord() throws Exception {
    Bundled.unpack(folder);
    FhirReading reading =
        new FhirReader(FhirLimits.STANDARD).read(folder.resolve("fhir/patient.json"));
    taken = assertInstanceOf(FhirReading.Taken.class, reading, reading.toString());
    TimelineReader reader = new TimelineReader();
    timeline =
        Timeline.of(
            taken.records().stream().flatMap(r -> reader.events(r).events().stream()).toList());
  }

  @Test
  void record_onePatientWithTheNumberOfTheImages() {
    assertEquals(1, taken.patients().size());
    assertEquals(SamplePatient.PATIENT_ID, taken.patients().getFirst().medicalRecordNumber());
    assertTrue(taken.records().size() > 300, taken.records().size() + " records");
  }

  @Test
  void imaging_presentStudyIsTheOneOfTheImages() throws Exception {
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    String uid =
        new DicomReader()
            .read(List.of(folder.resolve("dicom")), scratch, Progress.NONE)
            .studies()
            .getFirst()
            .studyInstanceUid();
    String record = Files.readString(folder.resolve("fhir/patient.json"));
    assertTrue(record.contains("urn:oid:" + uid));
  }

  @Test
  void timeline_everyLaneOverFiveYears() {
    for (Kind kind :
        List.of(
            Kind.ENCOUNTER,
            Kind.CONDITION,
            Kind.PROCEDURE,
            Kind.IMAGING,
            Kind.MEDICATION,
            Kind.LAB,
            Kind.IMMUNIZATION,
            Kind.ALLERGY)) {
      assertTrue(timeline.events().stream().anyMatch(e -> e.kind() == kind), kind.toString());
    }
    Instant first = timeline.events().getFirst().start();
    Instant last = timeline.events().getLast().start();
    assertTrue(first.isBefore(Instant.parse("2022-01-01T00:00:00Z")), first.toString());
    assertTrue(last.isAfter(Instant.parse("2026-10-01T00:00:00Z")), last.toString());
    assertTrue(last.isBefore(Instant.parse("2026-11-01T00:00:00Z")), last.toString());
  }

  @Test
  void platelets_fallUnderTemozolomideAndComeBack() {
    List<Double> before = values("777-3", "2021-01-01", "2024-04-01");
    List<Double> during = values("777-3", "2024-05-27", "2025-02-01");
    List<Double> after = values("777-3", "2025-05-01", "2026-11-01");
    assertTrue(min(before) > 200, before.toString());
    assertTrue(min(during) < 100, during.toString());
    assertTrue(min(after) > 200, after.toString());
  }

  @Test
  void glucose_risesUnderDexamethasone() {
    assertTrue(min(values("2345-7", "2024-04-12", "2024-04-26")) > 150);
    assertTrue(-min(negated("2345-7", "2024-08-01", "2026-10-13")) < 125);
    assertTrue(min(values("2345-7", "2026-10-14", "2026-11-01")) > 125);
  }

  private static List<Double> negated(String loinc, String from, String to) {
    return values(loinc, from, to).stream().map(value -> -value).toList();
  }

  private static List<Double> values(String loinc, String from, String to) {
    Instant start = Instant.parse(from + "T00:00:00Z");
    Instant end = Instant.parse(to + "T00:00:00Z");
    return timeline.events().stream()
        .filter(e -> !e.start().isBefore(start) && e.start().isBefore(end))
        .flatMap(e -> e.measure().stream())
        .filter(m -> m.code().equals("http://loinc.org|" + loinc))
        .map(TimelineEvent.Measure::value)
        .toList();
  }

  private static double min(List<Double> values) {
    return values.stream().mapToDouble(v -> v).min().orElseThrow();
  }
}
