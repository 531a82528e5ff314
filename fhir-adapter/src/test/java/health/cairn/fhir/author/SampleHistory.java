package health.cairn.fhir.author;

import health.cairn.fhir.Code;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// One draft of every kind, for tests.
public final class SampleHistory {
  public static final PatientDraft PATIENT =
      new PatientDraft(
          "sample-1",
          "4711",
          "Doe",
          List.of("Jane", "Mary"),
          LocalDate.of(1972, 3, 12),
          PatientDraft.Sex.FEMALE);

  private static final Optional<String> VISIT = Optional.of("visit-1");

  private SampleHistory() {}

  public static List<Draft> drafts() {
    return List.of(
        new Draft.EncounterDraft(
            "visit-1",
            Draft.EncounterClass.AMBULATORY,
            Code.snomed("390906007", "Follow-up encounter"),
            at("2025-03-12T09:00:00+01:00"),
            at("2025-03-12T09:30:00+01:00"),
            "Dr. Lee"),
        new Draft.ConditionDraft(
            "headache",
            VISIT,
            Code.snomed("25064002", "Headache"),
            LocalDate.of(2025, 3, 1),
            Optional.of(LocalDate.of(2025, 4, 1))),
        new Draft.LabDraft(
            "hb",
            VISIT,
            Code.loinc("718-7", "Hemoglobin [Mass/volume] in Blood"),
            at("2025-03-12T09:10:00+01:00"),
            13.5,
            "g/dL",
            Optional.of(new Draft.Range(12.0, 16.0))),
        new Draft.VitalDraft(
            "weight",
            VISIT,
            Code.loinc("29463-7", "Body weight"),
            at("2025-03-12T09:05:00+01:00"),
            68.2,
            "kg"),
        new Draft.BloodPressureDraft("bp", VISIT, at("2025-03-12T09:06:00+01:00"), 128, 82),
        new Draft.MedicationDraft(
            "dexa",
            VISIT,
            Code.rxNorm("3264", "dexamethasone"),
            LocalDate.of(2025, 3, 12),
            Optional.empty(),
            "4 mg twice a day"),
        new Draft.ProcedureDraft(
            "craniotomy",
            Optional.empty(),
            Code.snomed("25353009", "Craniotomy"),
            at("2025-04-01T08:00:00+02:00"),
            at("2025-04-01T12:30:00+02:00"),
            "Gross total resection."),
        new Draft.ImagingDraft(
            "mr",
            VISIT,
            "1.2.826.0.1.3680043.2.1143.1",
            at("2025-03-20T14:03:00+01:00"),
            "MR head with contrast",
            "MR",
            List.of(
                new Draft.SeriesDraft("1.2.826.0.1.3680043.2.1143.1.1", 1, "T1 post", 22),
                new Draft.SeriesDraft("1.2.826.0.1.3680043.2.1143.1.2", 2, "FLAIR", 22))),
        new Draft.ReportDraft(
            "report",
            VISIT,
            "RAD",
            Code.loinc("18748-4", "Diagnostic imaging study"),
            at("2025-03-20T16:00:00+01:00"),
            "Enhancing mass in the left frontal lobe.",
            List.of("hb"),
            Optional.of("mr")),
        new Draft.ImmunizationDraft(
            "flu",
            Optional.empty(),
            new Code("http://hl7.org/fhir/sid/cvx", "140", "Influenza, seasonal"),
            at("2024-10-01T10:00:00+02:00")),
        new Draft.AllergyDraft(
            "penicillin",
            Optional.empty(),
            Code.snomed("764146007", "Penicillin"),
            LocalDate.of(2010, 5, 2),
            "Hives"));
  }

  private static OffsetDateTime at(String text) {
    return OffsetDateTime.parse(text);
  }
}
