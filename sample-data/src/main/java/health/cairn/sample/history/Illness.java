package health.cairn.sample.history;

import static health.cairn.fhir.author.Draft.EncounterClass.AMBULATORY;
import static health.cairn.fhir.author.Draft.EncounterClass.EMERGENCY;
import static health.cairn.fhir.author.Draft.EncounterClass.INPATIENT;

import health.cairn.fhir.Code;
import health.cairn.fhir.author.Draft;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// Spring 2024: the first seizure, the diagnosis, the operation.
final class Illness {
  static final String NEUROLOGIST = "Dr. Ben Placeholder (neurology)";
  private static final String SURGEON = "Dr. Cleo Fictional (neurosurgery)";

  private Illness() {}

  static void write(Chart chart, Imaging imaging) {
    LocalDate day = Treatment.FIRST_SEIZURE;
    String emergency =
        chart.stay(
            Chart.at(day, 19, 25),
            Duration.ofHours(5),
            EMERGENCY,
            Terms.EMERGENCY,
            "Dr. Dan Sample (emergency medicine)");
    chart.diagnosis(Terms.SEIZURE, emergency, day, Optional.of(day));
    blood(chart, emergency, Chart.at(day, 19, 45), "No metabolic cause of a seizure.");
    imaging.ct(
        emergency,
        day,
        20,
        "Hypodense area in the right frontal lobe with mass effect. No haemorrhage. MR advised.");
    chart.medication(
        Terms.LEVETIRACETAM,
        emergency,
        day,
        Optional.of(Treatment.RELAPSE.minusDays(1)),
        "500 mg twice a day");
    chart.medication(
        Terms.DEXAMETHASONE,
        emergency,
        day,
        Optional.of(LocalDate.of(2024, 6, 24)),
        "4 mg three times a day, reduced after the operation");
    LocalDate next = day.plusDays(1);
    String neurology = chart.visit(next, 14, AMBULATORY, Terms.PROBLEM, NEUROLOGIST);
    imaging.mr(
        neurology,
        next,
        10,
        "Ring-enhancing mass of 38 mm in the right frontal lobe with central necrosis and"
            + " surrounding oedema. Most consistent with a high-grade glioma.");
    chart.diagnosis(Terms.EPILEPSY, neurology, next, Optional.empty());
    procedure(chart, Terms.EEG, neurology, Chart.at(next, 13, 0), 40, "Right frontal slowing.");
    operation(chart, imaging);
  }

  private static void operation(Chart chart, Imaging imaging) {
    LocalDate surgery = Treatment.SURGERY;
    String stay =
        chart.stay(
            Chart.at(surgery.minusDays(1), 11, 0),
            Duration.ofDays(8),
            INPATIENT,
            Terms.ADMISSION,
            SURGEON);
    blood(chart, stay, Chart.at(surgery.minusDays(1), 12, 0), "Fit for the operation.");
    procedure(
        chart,
        Terms.CRANIOTOMY,
        stay,
        Chart.at(surgery, 8, 15),
        250,
        "Right frontal craniotomy, gross total resection of the enhancing tumour.");
    blood(chart, stay, Chart.at(surgery.plusDays(1), 6, 0), "");
    imaging.mr(
        stay,
        surgery.plusDays(1),
        15,
        "Resection cavity in the right frontal lobe. No residual enhancement.");
    blood(chart, stay, Chart.at(surgery.plusDays(3), 6, 0), "");
    blood(chart, stay, Chart.at(surgery.plusDays(6), 6, 0), "Inflammation is settling.");
    chart.diagnosis(Terms.GLIOBLASTOMA, stay, surgery, Optional.empty());
    chart.add(
        new Draft.ReportDraft(
            "pathology",
            Optional.of(stay),
            "PAT",
            Terms.PATHOLOGY,
            Chart.at(surgery.plusDays(6), 15, 30),
            "Glioblastoma, IDH wild type, CNS WHO grade 4. MGMT promoter methylated.",
            List.of(),
            Optional.empty()));
  }

  private static void blood(Chart chart, String visit, OffsetDateTime taken, String words) {
    chart.blood(visit, taken, Chart.COUNT, Terms.BLOOD_COUNT, "");
    chart.blood(visit, taken, Chart.CHEMISTRY, Terms.CHEMISTRY, words);
  }

  static void procedure(
      Chart chart, Code code, String visit, OffsetDateTime start, int minutes, String note) {
    String key = code.display() + " " + start.toLocalDate();
    chart.add(
        new Draft.ProcedureDraft(
            key, Optional.of(visit), code, start, start.plusMinutes(minutes), note));
  }
}
