package health.cairn.sample.history;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// When what was given, and how strongly: the causes of what the laboratory sees.
final class Treatment {
  static final LocalDate HYPERTENSION = LocalDate.of(2021, 11, 8);
  static final LocalDate FIRST_SEIZURE = LocalDate.of(2024, 4, 11);
  static final LocalDate SURGERY = LocalDate.of(2024, 4, 24);
  static final LocalDate RADIOTHERAPY_START = LocalDate.of(2024, 5, 27);
  static final LocalDate RADIOTHERAPY_END = LocalDate.of(2024, 7, 8);
  static final LocalDate RELAPSE = LocalDate.of(2026, 10, 12);

  /// Adjuvant temozolomide, each five days from the date; the fifth waited for the platelets.
  static final List<Cycle> CYCLES =
      List.of(
          new Cycle(LocalDate.of(2024, 8, 5), 0.30),
          new Cycle(LocalDate.of(2024, 9, 2), 0.38),
          new Cycle(LocalDate.of(2024, 9, 30), 0.48),
          new Cycle(LocalDate.of(2024, 10, 28), 0.70),
          new Cycle(LocalDate.of(2024, 12, 9), 0.40),
          new Cycle(LocalDate.of(2025, 1, 6), 0.38));

  private Treatment() {}

  /// @param start first day
  /// @param depth share of the platelets missing at the lowest point
  record Cycle(LocalDate start, double depth) {}

  /// Dexamethasone in mg a day; the blood of the first day is drawn before it.
  static double dexamethasoneMg(LocalDate day) {
    if (within(day, FIRST_SEIZURE.plusDays(1), SURGERY.plusDays(4))) {
      return 12;
    }
    if (within(day, SURGERY.plusDays(5), RADIOTHERAPY_START)) {
      return 6;
    }
    if (within(day, RADIOTHERAPY_START, LocalDate.of(2024, 6, 24))) {
      return 3;
    }
    return day.isAfter(RELAPSE) ? 8 : 0;
  }

  /// What chemotherapy leaves of the platelets, 1 for all.
  static double plateletShare(LocalDate day) {
    double share = 1;
    for (Cycle cycle : CYCLES) {
      // The lowest count comes about three weeks after the capsules.
      share *= 1 - cycle.depth() * bell(days(cycle.start(), day) - 22, 8);
    }
    return share * (1 - 0.32 * concomitant(day));
  }

  /// What chemoradiotherapy leaves of the lymphocytes: they fall first and come back last.
  static double lymphocyteShare(LocalDate day) {
    double since = days(RADIOTHERAPY_START, day);
    if (since < 0) {
      return 1;
    }
    double fallen = 0.68 * Math.min(1, since / 42);
    double sinceLast = Math.max(0, days(LocalDate.of(2025, 1, 10), day));
    return 1 - fallen * (1 - 0.8 * (1 - StrictMath.exp(-sinceLast / 240)));
  }

  /// What chemotherapy leaves of neutrophils.
  static double neutrophilShare(LocalDate day) {
    double share = 1;
    for (Cycle cycle : CYCLES) {
      share *= 1 - 0.8 * cycle.depth() * bell(days(cycle.start(), day) - 24, 8);
    }
    return share * (1 - 0.22 * concomitant(day));
  }

  /// Inflammation after the operation, 1 on its height.
  static double wound(LocalDate day) {
    double since = days(SURGERY, day);
    return since < 0 ? 0 : since * StrictMath.exp(1 - since / 2) / 2;
  }

  private static double concomitant(LocalDate day) {
    double since = days(RADIOTHERAPY_START, day);
    return since < 0 ? 0 : Math.min(1, since / 42) * bell(Math.max(0, since - 42), 20);
  }

  private static double bell(double days, double width) {
    return StrictMath.exp(-days * days / (2 * width * width));
  }

  private static boolean within(LocalDate day, LocalDate from, LocalDate to) {
    return !day.isBefore(from) && !day.isAfter(to);
  }

  static double days(LocalDate from, LocalDate to) {
    return ChronoUnit.DAYS.between(from, to);
  }
}
