package health.cairn.ui.fake;

import health.cairn.fhir.timeline.Timeline;
import health.cairn.fhir.timeline.TimelineEvent;
import health.cairn.fhir.timeline.TimelineEvent.Kind;
import health.cairn.fhir.timeline.TimelineEvent.Measure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/// Several years of a made-up patient: about as many events as asked for.
public final class SyntheticHistory {
  private final List<TimelineEvent> events = new ArrayList<>();
  private final Random random;
  private int id;

  private SyntheticHistory(long seed) {
    random = new Random(seed);
  }

  public static Timeline of(int count, LocalDate today) {
    SyntheticHistory history = new SyntheticHistory(7);
    history.fill(count, today);
    return new Timeline(
        history.events.stream()
            .sorted(
                Comparator.comparing(TimelineEvent::start)
                    .thenComparing(TimelineEvent::kind)
                    .thenComparing(TimelineEvent::recordId))
            .toList());
  }

  private void fill(int count, LocalDate today) {
    LocalDate first = today.minusYears(6);
    LocalDate surgery = today.minusMonths(20);
    lasting(Kind.CONDITION, "Essential hypertension", first.plusMonths(3), null, "active");
    lasting(Kind.CONDITION, "Glioblastoma, IDH wild type", surgery.minusDays(19), null, "active");
    lasting(
        Kind.CONDITION, "Focal seizure", surgery.minusDays(25), surgery.plusMonths(9), "resolved");
    lasting(Kind.MEDICATION, "Ramipril 5 mg", first.plusMonths(3), null, "once a day");
    lasting(Kind.MEDICATION, "Levetiracetam 500 mg", surgery.minusDays(24), null, "twice a day");
    lasting(
        Kind.MEDICATION,
        "Dexamethasone 4 mg",
        surgery.minusDays(18),
        surgery.plusDays(40),
        "tapering");
    for (int cycle = 0; cycle < 6; cycle++) {
      LocalDate start = surgery.plusDays(90 + 28L * cycle);
      lasting(
          Kind.MEDICATION,
          "Temozolomide 150 mg/m2",
          start,
          start.plusDays(5),
          "cycle " + (cycle + 1));
    }
    point(Kind.PROCEDURE, "Craniotomy with resection of tumour", surgery, "right temporal");
    point(Kind.PROCEDURE, "Radiotherapy, 60 Gy", surgery.plusDays(35), "30 fractions");
    point(Kind.PROCEDURE, "Lumbar puncture", surgery.plusDays(200), "");
    point(Kind.IMMUNIZATION, "Influenza vaccine", today.minusMonths(13), "");
    point(Kind.ALLERGY, "Penicillin", first.plusDays(20), "rash");
    point(Kind.CONSENT, "Consent to research", surgery.plusDays(3), "granted");
    point(Kind.CONSENT, "Access by the tumour board", surgery.plusDays(14), "");
    double volume = 31;
    for (int i = 0; i < 11; i++) {
      LocalDate day = surgery.minusDays(21).plusDays(60L * i);
      if (day.isAfter(today)) {
        break;
      }
      point(Kind.IMAGING, "MRI of the brain with contrast", day, "4 series");
      volume = i == 0 ? 31 : i == 1 ? 2.1 : volume * 1.24 + random.nextGaussian() * 0.2;
      measured(Kind.FINDING, "Tumour volume", "cairn|tumour-volume", volume, "mL", null, null, day);
    }
    int labDays = Math.max(6, (count - events.size()) / 7);
    double span = today.toEpochDay() - first.toEpochDay();
    for (int i = 0; i < labDays; i++) {
      LocalDate day = first.plusDays((long) (span * (i + random.nextDouble() * 0.6) / labDays));
      point(
          Kind.ENCOUNTER,
          i % 5 == 0 ? "Neuro-oncology clinic" : "Outpatient visit",
          day,
          "finished");
      double therapy =
          day.isAfter(surgery.plusDays(60)) && day.isBefore(surgery.plusDays(330)) ? 1 : 0;
      measured(
          Kind.LAB,
          "Haemoglobin",
          "loinc|718-7",
          13.4 - 2.1 * therapy + noise(0.5),
          "g/dL",
          12.0,
          15.5,
          day);
      measured(
          Kind.LAB,
          "Platelets",
          "loinc|777-3",
          245 - 115 * therapy + noise(22),
          "10*3/uL",
          150.0,
          400.0,
          day);
      measured(
          Kind.LAB,
          "Leukocytes",
          "loinc|6690-2",
          6.8 - 3 * therapy + noise(0.9),
          "10*3/uL",
          4.0,
          10.0,
          day);
      measured(Kind.LAB, "Creatinine", "loinc|2160-0", 0.82 + noise(0.07), "mg/dL", 0.5, 1.1, day);
      measured(
          Kind.LAB,
          "ALT",
          "loinc|1742-6",
          24 + 22 * therapy + Math.abs(noise(7)),
          "U/L",
          null,
          35.0,
          day);
      measured(
          Kind.LAB,
          "Glucose",
          "loinc|2345-7",
          96 + 12 * therapy + noise(8),
          "mg/dL",
          70.0,
          110.0,
          day);
    }
    point(Kind.DOCUMENT, "Tumour board letter", surgery.plusDays(15), "final");
  }

  private double noise(double size) {
    return random.nextGaussian() * size;
  }

  private static Instant at(LocalDate day, int hour) {
    return day.atTime(hour, 12).toInstant(ZoneOffset.UTC);
  }

  private String record(Kind kind) {
    return switch (kind) {
          case ENCOUNTER -> "Encounter/";
          case CONDITION -> "Condition/";
          case PROCEDURE -> "Procedure/";
          case IMAGING -> "ImagingStudy/";
          case MEDICATION -> "MedicationRequest/";
          case LAB, FINDING -> "Observation/";
          case IMMUNIZATION -> "Immunization/";
          case ALLERGY -> "AllergyIntolerance/";
          case DOCUMENT -> "DocumentReference/";
          case CONSENT -> "Consent/";
        }
        + id++;
  }

  private void point(Kind kind, String title, LocalDate day, String detail) {
    events.add(
        new TimelineEvent(
            record(kind),
            kind,
            at(day, 9),
            Optional.empty(),
            false,
            title,
            detail,
            Optional.empty()));
  }

  private void lasting(Kind kind, String title, LocalDate from, LocalDate to, String detail) {
    events.add(
        new TimelineEvent(
            record(kind),
            kind,
            at(from, 8),
            Optional.ofNullable(to).map(d -> at(d, 20)),
            to == null,
            title,
            detail,
            Optional.empty()));
  }

  private void measured(
      Kind kind,
      String title,
      String code,
      double value,
      String unit,
      Double low,
      Double high,
      LocalDate day) {
    double rounded = Math.round(value * 100) / 100.0;
    events.add(
        new TimelineEvent(
            record(kind),
            kind,
            at(day, 7),
            Optional.empty(),
            false,
            title,
            "final",
            Optional.of(
                new Measure(
                    code, rounded, unit, Optional.ofNullable(low), Optional.ofNullable(high)))));
  }
}
