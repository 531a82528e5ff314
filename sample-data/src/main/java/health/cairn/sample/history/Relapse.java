package health.cairn.sample.history;

import static health.cairn.fhir.author.Draft.EncounterClass.AMBULATORY;
import static health.cairn.fhir.author.Draft.EncounterClass.EMERGENCY;

import health.cairn.fhir.author.Draft;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// October 2026: a weak left arm, steroid again, and the examination that nobody has read yet.
final class Relapse {
  private Relapse() {}

  static void write(Chart chart, Imaging imaging, PresentStudy present) {
    LocalDate day = Treatment.RELAPSE;
    String emergency =
        chart.stay(
            Chart.at(day, 7, 50),
            Duration.ofHours(6),
            EMERGENCY,
            Terms.EMERGENCY,
            "Dr. Dan Sample (emergency medicine)");
    chart.diagnosis(Terms.SEIZURE, emergency, day, Optional.of(day));
    blood(chart, emergency, day, 8);
    imaging.ct(
        emergency,
        day,
        9,
        "Oedema in the right frontal and parietal white matter, new since May. No haemorrhage."
            + " MR advised.");
    chart.medication(Terms.LEVETIRACETAM, emergency, day, Optional.empty(), "1,000 mg twice a day");
    chart.medication(Terms.DEXAMETHASONE, emergency, day, Optional.empty(), "4 mg twice a day");
    LocalDate check = day.plusDays(3);
    String neurology = chart.visit(check, 10, AMBULATORY, Terms.PROBLEM, Illness.NEUROLOGIST);
    blood(chart, neurology, check, 10);
    LocalDate scan = present.when().toLocalDate();
    String clinic = chart.visit(scan, 13, AMBULATORY, Terms.FOLLOW_UP, Therapy.ONCOLOGIST);
    chart.vital("karnofsky", clinic, Terms.KARNOFSKY, Chart.at(scan, 13, 20), 70, "{score}");
    chart.diagnosis(Terms.HYPERGLYCEMIA, clinic, scan, Optional.empty());
    blood(chart, clinic, scan, 9);
    chart.blood(clinic, Chart.at(scan, 9, 15), List.of(Analyte.HBA1C), Terms.CHEMISTRY, "");
    chart.add(
        new Draft.ImagingDraft(
            "present study",
            Optional.of(clinic),
            present.studyInstanceUid(),
            Chart.at(scan, present.when().getHour(), present.when().getMinute()),
            present.description(),
            "MR",
            present.series()));
    LocalDate last = scan.plusDays(7);
    String after = chart.visit(last, 9, AMBULATORY, Terms.FOLLOW_UP, Therapy.ONCOLOGIST);
    blood(chart, after, last, 9);
  }

  private static void blood(Chart chart, String visit, LocalDate day, int hour) {
    chart.blood(visit, Chart.at(day, hour, 15), Chart.COUNT, Terms.BLOOD_COUNT, "");
    chart.blood(visit, Chart.at(day, hour, 15), Chart.CHEMISTRY, Terms.CHEMISTRY, "");
  }
}
