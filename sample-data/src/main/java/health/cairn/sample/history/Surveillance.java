package health.cairn.sample.history;

import static health.cairn.fhir.author.Draft.EncounterClass.AMBULATORY;

import java.time.LocalDate;
import java.util.List;

/// An MR every three months, and what else a life holds.
final class Surveillance {
  private Surveillance() {}

  static void write(Chart chart, Imaging imaging) {
    follow(chart, imaging, "2024-07-29", "No enhancement. Gliosis around the cavity.", 90);
    follow(chart, imaging, "2024-11-04", "Unchanged. No sign of relapse.", 80);
    follow(chart, imaging, "2025-02-10", "Unchanged. No sign of relapse.", 90);
    follow(chart, imaging, "2025-05-12", "Unchanged. No sign of relapse.", 90);
    follow(chart, imaging, "2025-08-11", "Cavity slightly smaller. No sign of relapse.", 90);
    follow(chart, imaging, "2025-11-10", "Unchanged. No sign of relapse.", 90);
    follow(chart, imaging, "2026-02-09", "Unchanged. No sign of relapse.", 90);
    follow(
        chart,
        imaging,
        "2026-05-11",
        "Unchanged cavity and gliosis. No enhancing tumour. Next examination in August.",
        90);
    for (String day : List.of("2024-11-18", "2025-11-17")) {
      LocalDate date = LocalDate.parse(day);
      String visit = chart.visit(date, 9, AMBULATORY, Terms.CHECK_UP, Before.PRACTITIONER);
      Before.vaccine(chart, visit, Terms.INFLUENZA, date);
      if (date.getYear() == 2025) {
        Before.vaccine(chart, visit, Terms.ZOSTER, date);
      }
    }
  }

  private static void follow(
      Chart chart, Imaging imaging, String day, String conclusion, int karnofsky) {
    LocalDate date = LocalDate.parse(day);
    String visit = chart.visit(date, 13, AMBULATORY, Terms.FOLLOW_UP, Therapy.ONCOLOGIST);
    imaging.mr(visit, date, 10, conclusion);
    chart.vital("karnofsky", visit, Terms.KARNOFSKY, Chart.at(date, 13, 20), karnofsky, "{score}");
    chart.blood(visit, Chart.at(date, 9, 15), Chart.COUNT, Terms.BLOOD_COUNT, "");
    chart.blood(visit, Chart.at(date, 9, 15), Chart.CHEMISTRY, Terms.CHEMISTRY, "");
  }
}
