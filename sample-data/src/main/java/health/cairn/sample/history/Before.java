package health.cairn.sample.history;

import static health.cairn.fhir.author.Draft.EncounterClass.AMBULATORY;

import health.cairn.fhir.Code;
import health.cairn.fhir.author.Draft;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// The years with the general practitioner.
final class Before {
  static final String PRACTITIONER = "Dr. Ada Example (general practice)";

  private Before() {}

  static void write(Chart chart) {
    LocalDate first = Treatment.HYPERTENSION;
    String visit = chart.visit(first, 9, AMBULATORY, Terms.CHECK_UP, PRACTITIONER);
    chart.vital("height", visit, Terms.HEIGHT, Chart.at(first, 9, 15), 168, "cm");
    chart.add(
        new Draft.AllergyDraft(
            "penicillin", Optional.of(visit), Terms.PENICILLIN_ALLERGY, first, "Hives"));
    chart.diagnosis(Terms.HYPERTENSION, visit, first, Optional.empty());
    chart.medication(Terms.AMLODIPINE, visit, first, Optional.empty(), "5 mg once a day");
    yearly(chart, visit, first);
    for (String day : List.of("2022-05-09", "2022-11-07", "2023-05-15", "2023-11-06")) {
      LocalDate date = LocalDate.parse(day);
      String again = chart.visit(date, 9, AMBULATORY, Terms.CHECK_UP, PRACTITIONER);
      if (date.getMonthValue() == 11) {
        yearly(chart, again, date);
        vaccine(chart, again, Terms.INFLUENZA, date);
      }
    }
    vaccine(chart, visit, Terms.INFLUENZA, first);
    vaccine(chart, visit, Terms.TDAP, first);
  }

  private static void yearly(Chart chart, String visit, LocalDate day) {
    chart.blood(visit, Chart.at(day, 9, 20), Chart.COUNT, Terms.BLOOD_COUNT, "Normal.");
    chart.blood(visit, Chart.at(day, 9, 20), Chart.CHEMISTRY, Terms.CHEMISTRY, "Normal.");
    chart.blood(visit, Chart.at(day, 9, 20), List.of(Analyte.HBA1C), Terms.CHEMISTRY, "");
  }

  static void vaccine(Chart chart, String visit, Code vaccine, LocalDate day) {
    String key = vaccine.display() + " " + day;
    chart.add(new Draft.ImmunizationDraft(key, Optional.of(visit), vaccine, Chart.at(day, 9, 35)));
  }
}
