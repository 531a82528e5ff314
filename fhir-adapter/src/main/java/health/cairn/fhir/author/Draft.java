package health.cairn.fhir.author;

import health.cairn.fhir.Code;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/// One thing to put into a patient's record.
///
/// Each has a `key`: a name of the caller's, unique within the history. The record's id is derived from
/// the patient's id, the kind and the key, so the same history always has the same ids. `encounter` is
/// the key of the [EncounterDraft] it happened in.
public sealed interface Draft {
  String key();

  /// The encounter it belongs to, where there is one.
  Optional<String> encounter();

  /// How the patient came (v3-ActCode).
  enum EncounterClass {
    AMBULATORY,
    EMERGENCY,
    INPATIENT
  }

  /// A visit or a stay.
  ///
  /// @param type what it was for ("Follow-up visit")
  /// @param practitioner who saw the patient, as shown to readers, or empty
  record EncounterDraft(
      String key,
      EncounterClass encounterClass,
      Code type,
      OffsetDateTime start,
      OffsetDateTime end,
      String practitioner)
      implements Draft {
    @Override
    public Optional<String> encounter() {
      return Optional.empty();
    }
  }

  /// A diagnosis. Without an end it is active.
  record ConditionDraft(
      String key, Optional<String> encounter, Code code, LocalDate onset, Optional<LocalDate> end)
      implements Draft {}

  /// A laboratory value.
  ///
  /// @param unit UCUM code ("g/dL")
  record LabDraft(
      String key,
      Optional<String> encounter,
      Code code,
      OffsetDateTime taken,
      double value,
      String unit,
      Optional<Range> reference)
      implements Draft {}

  /// A vital sign with one value (weight, heart rate).
  ///
  /// @param unit UCUM code ("/min")
  record VitalDraft(
      String key,
      Optional<String> encounter,
      Code code,
      OffsetDateTime taken,
      double value,
      String unit)
      implements Draft {}

  /// Blood pressure, LOINC 85354-9 with its two components, in mmHg.
  record BloodPressureDraft(
      String key,
      Optional<String> encounter,
      OffsetDateTime taken,
      double systolic,
      double diastolic)
      implements Draft {}

  /// A medication the patient takes or took. Without an end it is active.
  ///
  /// @param dosage in words ("4 mg twice a day"), or empty
  record MedicationDraft(
      String key,
      Optional<String> encounter,
      Code medication,
      LocalDate start,
      Optional<LocalDate> end,
      String dosage)
      implements Draft {}

  /// An operation, or another procedure that is done.
  ///
  /// @param note the surgeon's words, or empty
  record ProcedureDraft(
      String key,
      Optional<String> encounter,
      Code code,
      OffsetDateTime start,
      OffsetDateTime end,
      String note)
      implements Draft {}

  /// An imaging study whose pictures exist as DICOM, or existed.
  ///
  /// @param modality DICOM modality of the series ("MR")
  record ImagingDraft(
      String key,
      Optional<String> encounter,
      String studyInstanceUid,
      OffsetDateTime started,
      String description,
      String modality,
      List<SeriesDraft> series)
      implements Draft {
    public ImagingDraft {
      series = List.copyOf(series);
    }
  }

  /// @param number Series Number
  /// @param instances how many
  record SeriesDraft(String seriesInstanceUid, int number, String description, int instances) {}

  /// A report: of the laboratory over its values, of radiology over a study.
  ///
  /// @param category "LAB", "RAD" or "PAT" (v2-0074)
  /// @param conclusion the report's words
  /// @param results keys of the [LabDraft]s it is about
  /// @param imaging key of the [ImagingDraft] it is about
  record ReportDraft(
      String key,
      Optional<String> encounter,
      String category,
      Code code,
      OffsetDateTime issued,
      String conclusion,
      List<String> results,
      Optional<String> imaging)
      implements Draft {
    public ReportDraft {
      results = List.copyOf(results);
    }
  }

  /// A vaccination that was given.
  record ImmunizationDraft(
      String key, Optional<String> encounter, Code vaccine, OffsetDateTime given)
      implements Draft {}

  /// A confirmed, active allergy.
  ///
  /// @param reaction in words ("Hives"), or empty
  record AllergyDraft(
      String key, Optional<String> encounter, Code substance, LocalDate recorded, String reaction)
      implements Draft {}

  /// Reference range of a laboratory value, in the unit of the value.
  record Range(double low, double high) {
    public Range {
      if (!(low <= high)) {
        throw new IllegalArgumentException("a range runs from low to high");
      }
    }
  }
}
