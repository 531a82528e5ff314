package health.cairn.fhir.codec;

import java.util.List;

/// What became of an input: taken whole, or refused whole. Nothing is ever half taken.
public sealed interface FhirReading {

  /// @param records in the order of the input, each once; two entries with the same content are one
  /// @param patients who the Patient resources among the records describe, in the same order
  /// @param merged how many entries repeated another one
  /// @param notes what a person should know though it was no reason to refuse, without patient data
  record Taken(
      List<FhirRecord> records, List<PatientRecord> patients, int merged, List<String> notes)
      implements FhirReading {
    public Taken {
      records = List.copyOf(records);
      patients = List.copyOf(patients);
      notes = List.copyOf(notes);
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
