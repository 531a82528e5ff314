package health.cairn.sample.history;

import static health.cairn.fhir.author.Draft.EncounterClass.AMBULATORY;

import health.cairn.fhir.author.Draft;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// Chemoradiotherapy and six cycles of temozolomide, with the blood counts they need.
final class Therapy {
  static final String ONCOLOGIST = "Dr. Eve Invented (neuro-oncology)";

  private Therapy() {}

  static void write(Chart chart) {
    LocalDate start = Treatment.RADIOTHERAPY_START;
    LocalDate end = Treatment.RADIOTHERAPY_END;
    String first = week(chart, start, "Chemoradiotherapy begins.");
    chart.add(
        new Draft.ProcedureDraft(
            "radiotherapy",
            Optional.of(first),
            Terms.RADIOTHERAPY,
            Chart.at(start, 11, 0),
            Chart.at(end, 11, 20),
            "60 Gy in 30 fractions to the right frontal lobe."));
    chart.medication(Terms.TEMOZOLOMIDE, first, start, Optional.of(end), "130 mg a day (75 mg/m2)");
    chart.medication(Terms.ONDANSETRON, first, start, Optional.of(end), "8 mg as needed");
    for (LocalDate day = start.plusDays(7); !day.isAfter(end); day = day.plusDays(7)) {
      week(chart, day, "");
    }
    for (int i = 0; i < Treatment.CYCLES.size(); i++) {
      cycle(chart, i);
    }
  }

  private static String week(Chart chart, LocalDate day, String words) {
    String visit = chart.visit(day, 8, AMBULATORY, Terms.FOLLOW_UP, ONCOLOGIST);
    chart.blood(visit, Chart.at(day, 8, 15), Chart.COUNT, Terms.BLOOD_COUNT, words);
    chart.blood(
        visit,
        Chart.at(day, 8, 15),
        List.of(Analyte.CREATININE, Analyte.GLUCOSE, Analyte.ALT),
        Terms.CHEMISTRY,
        "");
    return visit;
  }

  private static void cycle(Chart chart, int i) {
    Treatment.Cycle cycle = Treatment.CYCLES.get(i);
    LocalDate day = cycle.start();
    String visit = chart.visit(day, 8, AMBULATORY, Terms.FOLLOW_UP, ONCOLOGIST);
    chart.blood(
        visit,
        Chart.at(day, 8, 15),
        Chart.COUNT,
        Terms.BLOOD_COUNT,
        "Temozolomide cycle " + (i + 1) + " of 6 may start.");
    chart.blood(visit, Chart.at(day, 8, 15), Chart.CHEMISTRY, Terms.CHEMISTRY, "");
    String dose = i == 0 || i >= 4 ? "260 mg (150 mg/m2)" : "350 mg (200 mg/m2)";
    chart.medication(
        Terms.TEMOZOLOMIDE,
        visit,
        day,
        Optional.of(day.plusDays(4)),
        dose + " a day for five days, cycle " + (i + 1));
    LocalDate nadir = day.plusDays(21);
    String check = chart.visit(nadir, 8, AMBULATORY, Terms.FOLLOW_UP, ONCOLOGIST);
    boolean low = i == 3;
    chart.blood(
        check,
        Chart.at(nadir, 8, 15),
        Chart.COUNT,
        Terms.BLOOD_COUNT,
        low ? "Platelets low. The next cycle waits, its dose is reduced." : "");
    if (low) {
      LocalDate recovered = Treatment.CYCLES.get(4).start();
      chart.diagnosis(Terms.THROMBOCYTOPENIA, check, nadir, Optional.of(recovered));
      LocalDate again = nadir.plusDays(9);
      String recheck = chart.visit(again, 8, AMBULATORY, Terms.FOLLOW_UP, ONCOLOGIST);
      chart.blood(
          recheck,
          Chart.at(again, 8, 15),
          Chart.COUNT,
          Terms.BLOOD_COUNT,
          "Platelets are recovering.");
    }
  }
}
