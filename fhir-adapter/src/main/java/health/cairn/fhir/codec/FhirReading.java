package health.cairn.fhir.codec;

import java.util.List;

/// What became of an input: taken, or refused whole. No resource is ever half taken; one that is bad
/// does not keep the others of its bundle or NDJSON out, but what is about a patient whose own entry is
/// refused is refused with it.
public sealed interface FhirReading {

  /// @param records in the order of the input, each once; two entries with the same content are one
  /// @param patients who the Patient resources among the records describe, in the same order
  /// @param merged how many entries repeated another one
  /// @param notes what a person should know though it was no reason to refuse, without patient data
  /// @param refused entries that were left out; references to them are as they were, or read
  ///     `Type/id`, so that they hold once the entry is mended and read
  record Taken(
      List<FhirRecord> records,
      List<PatientRecord> patients,
      int merged,
      List<String> notes,
      List<RefusedEntry> refused)
      implements FhirReading {
    public Taken {
      records = List.copyOf(records);
      patients = List.copyOf(patients);
      notes = List.copyOf(notes);
      refused = List.copyOf(refused);
    }
  }

  /// @param why for code that must tell refusals apart
  /// @param reason one sentence for the person who gave the input, without patient data
  record Refused(Why why, String reason) implements FhirReading {}

  /// The kinds of refusal.
  enum Why {
    EMPTY,
    TOO_LARGE,
    TOO_DEEP,
    TOO_MANY,
    NOT_UTF8,
    NOT_JSON,
    XML,
    TRUNCATED,
    NOT_FHIR,
    NOT_R4,
    NO_PATIENT,
    CONFLICT,
    UNRESOLVED
  }
}
