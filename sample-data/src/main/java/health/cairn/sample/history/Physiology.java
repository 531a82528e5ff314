package health.cairn.sample.history;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/// The patient's values on a day: her own baseline, what treatment does to it, and day-to-day
/// variation.
final class Physiology {
  private final SplittableRandom random;

  Physiology(long seed) {
    random = new SplittableRandom(seed);
  }

  /// Everything the laboratory would find in one sample. Leukocytes are the sum of their kinds.
  Map<Analyte, Double> sample(LocalDate day) {
    Map<Analyte, Double> values = new EnumMap<>(Analyte.class);
    for (Analyte analyte : Analyte.values()) {
      if (analyte != Analyte.LEUKOCYTES) {
        double varied = mean(analyte, day) * (1 + variation(analyte) * noise());
        values.put(analyte, analyte.rounded(varied));
      }
    }
    double neutrophils = requireNonNull(values.get(Analyte.NEUTROPHILS));
    double lymphocytes = requireNonNull(values.get(Analyte.LYMPHOCYTES));
    double sum = neutrophils + lymphocytes + 0.6 + 0.05 * noise();
    values.put(Analyte.LEUKOCYTES, Analyte.LEUKOCYTES.rounded(sum));
    return values;
  }

  private static double mean(Analyte analyte, LocalDate day) {
    double dexamethasone = Treatment.dexamethasoneMg(day) / 12;
    double platelets = Treatment.plateletShare(day);
    return switch (analyte) {
      case HEMOGLOBIN -> 13.6 - 1.1 * Treatment.wound(day) - 1.8 * (1 - platelets);
      case LEUKOCYTES -> 0;
      case NEUTROPHILS -> neutrophils(day, dexamethasone);
      case LYMPHOCYTES -> lymphocytes(day, dexamethasone);
      case PLATELETS -> 252 * platelets + 40 * Treatment.wound(day);
      case CREATININE -> 0.78;
      case SODIUM -> 140 - 3 * Treatment.wound(day);
      case POTASSIUM -> 4.2 - 0.4 * dexamethasone;
      case GLUCOSE -> 94 + 92 * dexamethasone + 12 * Treatment.wound(day);
      case CRP -> 1.6 + 62 * Treatment.wound(day);
      case ALT -> 21 + 16 * (1 - platelets) + 6 * dexamethasone;
      case HBA1C -> 5.4 + 0.5 * (steroidWeeks(day) > 3 ? 1 : 0);
    };
  }

  double weightKg(LocalDate day) {
    return Math.round((71.5 + 0.55 * steroidWeeks(day) + 0.5 * noise()) * 10) / 10.0;
  }

  /// Systolic and diastolic, mmHg.
  int[] bloodPressure(LocalDate day) {
    double since = Treatment.days(Treatment.HYPERTENSION, day);
    double untreated = since <= 0 ? 1 : StrictMath.exp(-since / 60);
    double steroid = Treatment.dexamethasoneMg(day) / 12;
    double systolic = 129 + 25 * untreated + 9 * steroid + 4 * noise();
    double diastolic = 80 + 15 * untreated + 5 * steroid + 3 * noise();
    return new int[] {(int) Math.round(systolic), (int) Math.round(diastolic)};
  }

  int heartRate() {
    return (int) Math.round(72 + 5 * noise());
  }

  double temperatureCelsius(LocalDate day) {
    return Math.round((36.6 + 0.9 * Treatment.wound(day) + 0.15 * noise()) * 10) / 10.0;
  }

  private static double neutrophils(LocalDate day, double dexamethasone) {
    return (4.0 + 3.6 * dexamethasone + 2.5 * Treatment.wound(day))
        * Treatment.neutrophilShare(day);
  }

  private static double lymphocytes(LocalDate day, double dexamethasone) {
    return 1.9 * Treatment.lymphocyteShare(day) * (1 - 0.25 * dexamethasone);
  }

  /// Steroid taken in the ten weeks before a day, as weeks at full dose.
  private static double steroidWeeks(LocalDate day) {
    double milligrams = 0;
    for (int back = 0; back < 70; back++) {
      milligrams += Treatment.dexamethasoneMg(day.minusDays(back));
    }
    return milligrams / (12 * 7);
  }

  /// Coefficient of variation within one person.
  private static double variation(Analyte analyte) {
    return switch (analyte) {
      case SODIUM -> 0.007;
      case HBA1C -> 0.012;
      case HEMOGLOBIN -> 0.02;
      case POTASSIUM -> 0.04;
      case CRP -> 0.3;
      case ALT -> 0.12;
      default -> 0.055;
    };
  }

  private double noise() {
    return Math.clamp(random.nextGaussian(), -2.2, 2.2);
  }
}
