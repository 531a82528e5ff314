package health.cairn.sample.history;

import static java.util.Objects.requireNonNull;

import health.cairn.fhir.Code;
import health.cairn.fhir.author.Draft;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where the story is written down, entry by entry. One thread.
final class Chart {
  private static final ZoneId HOSPITAL = ZoneId.of("Europe/Berlin");

  static final List<Analyte> COUNT =
      List.of(
          Analyte.HEMOGLOBIN,
          Analyte.LEUKOCYTES,
          Analyte.NEUTROPHILS,
          Analyte.LYMPHOCYTES,
          Analyte.PLATELETS);
  static final List<Analyte> CHEMISTRY =
      List.of(
          Analyte.CREATININE,
          Analyte.SODIUM,
          Analyte.POTASSIUM,
          Analyte.GLUCOSE,
          Analyte.CRP,
          Analyte.ALT);

  private final List<Draft> entries = new ArrayList<>();
  private final Physiology physiology;
  private final Map<OffsetDateTime, Map<Analyte, Double>> samples = new HashMap<>();

  Chart(Physiology physiology) {
    this.physiology = physiology;
  }

  List<Draft> entries() {
    return List.copyOf(entries);
  }

  void add(Draft draft) {
    entries.add(draft);
  }

  static OffsetDateTime at(LocalDate day, int hour, int minute) {
    return LocalDateTime.of(day, LocalTime.of(hour, minute)).atZone(HOSPITAL).toOffsetDateTime();
  }

  /// A visit of half an hour, with blood pressure, weight and pulse. Returns its key.
  String visit(LocalDate day, int hour, Draft.EncounterClass kind, Code type, String practitioner) {
    return stay(at(day, hour, 10), Duration.ofMinutes(30), kind, type, practitioner);
  }

  String stay(
      OffsetDateTime start,
      Duration length,
      Draft.EncounterClass kind,
      Code type,
      String practitioner) {
    LocalDate day = start.toLocalDate();
    String key = "visit " + start.toLocalDateTime();
    add(new Draft.EncounterDraft(key, kind, type, start, start.plus(length), practitioner));
    Optional<String> visit = Optional.of(key);
    OffsetDateTime taken = start.plusMinutes(5);
    int[] pressure = physiology.bloodPressure(day);
    add(
        new Draft.BloodPressureDraft(
            "blood pressure " + key, visit, taken, pressure[0], pressure[1]));
    vital("weight", key, Terms.WEIGHT, taken, physiology.weightKg(day), "kg");
    vital("pulse", key, Terms.HEART_RATE, taken, physiology.heartRate(), "/min");
    if (kind != Draft.EncounterClass.AMBULATORY) {
      double temperature = physiology.temperatureCelsius(day);
      vital("temperature", key, Terms.TEMPERATURE, taken, temperature, "Cel");
    }
    return key;
  }

  void vital(
      String name, String visit, Code code, OffsetDateTime taken, double value, String unit) {
    add(new Draft.VitalDraft(name + " " + visit, Optional.of(visit), code, taken, value, unit));
  }

  /// Blood is drawn and reported.
  void blood(String visit, OffsetDateTime taken, List<Analyte> panel, Code report, String words) {
    Map<Analyte, Double> sample =
        samples.computeIfAbsent(taken, time -> physiology.sample(time.toLocalDate()));
    List<String> keys = new ArrayList<>();
    for (Analyte analyte : panel) {
      String key = analyte + " " + taken.toLocalDateTime();
      keys.add(key);
      add(
          new Draft.LabDraft(
              key,
              Optional.of(visit),
              analyte.code(),
              taken,
              requireNonNull(sample.get(analyte)),
              analyte.unit(),
              Optional.of(analyte.range())));
    }
    if (!words.isEmpty()) {
      String key = "report " + report.code() + " " + taken.toLocalDateTime();
      OffsetDateTime issued = taken.plusHours(3);
      add(
          new Draft.ReportDraft(
              key, Optional.of(visit), "LAB", report, issued, words, keys, Optional.empty()));
    }
  }

  void diagnosis(Code code, String visit, LocalDate onset, Optional<LocalDate> end) {
    String key = code.display() + " " + onset;
    add(new Draft.ConditionDraft(key, Optional.of(visit), code, onset, end));
  }

  void medication(
      Code code, String visit, LocalDate start, Optional<LocalDate> end, String dosage) {
    String key = code.display() + " " + start;
    add(new Draft.MedicationDraft(key, Optional.of(visit), code, start, end, dosage));
  }
}
