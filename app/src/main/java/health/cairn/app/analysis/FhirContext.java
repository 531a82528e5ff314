package health.cairn.app.analysis;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.codec.FhirLimits;
import health.cairn.fhir.codec.FhirReader;
import health.cairn.fhir.codec.FhirReading;
import health.cairn.fhir.codec.PatientRecord;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.dicom.PatientIdentity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The FHIR record given along with a study, as far as an analysis uses it: who the patient is.
///
/// @param patient the only patient of the file
/// @param records how many records it holds
/// @param refused entries of it that were left out
public record FhirContext(PatientRecord patient, int records, List<Refusal> refused) {

  public FhirContext {
    refused = List.copyOf(refused);
  }

  /// @throws CairnException REFUSED for a file that is not FHIR, or not about exactly one patient
  public static FhirContext read(Path file) throws CairnException {
    try {
      return switch (new FhirReader(FhirLimits.STANDARD).read(file)) {
        case FhirReading.Refused refused ->
            throw new CairnException(CairnException.Kind.REFUSED, file + ": " + refused.reason());
        case FhirReading.Taken taken -> {
          if (taken.patients().size() != 1) {
            throw new CairnException(
                CairnException.Kind.REFUSED,
                file
                    + " is about "
                    + taken.patients().size()
                    + " patients; give the record of one.");
          }
          yield new FhirContext(
              taken.patients().getFirst(),
              taken.records().size(),
              taken.refused().stream()
                  .map(entry -> new Refusal(file + "!/" + entry.place(), entry.reason()))
                  .toList());
        }
      };
    } catch (FhirException e) {
      throw Failures.of(e);
    }
  }

  /// What speaks against the images being of this patient.
  Optional<String> contradiction(PatientIdentity images) {
    boolean number =
        patient.identifiers().stream().anyMatch(i -> i.value().equals(images.patientId()));
    boolean born =
        images.birthDate().isEmpty()
            || patient.birthDate().isEmpty()
            || images.birthDate().equals(patient.birthDate());
    if (!born) {
      return Optional.of(
          "The images and the FHIR record give different birth dates: they may be of two people.");
    }
    if (!number) {
      return Optional.of(
          "The record number of the images is not in the FHIR record: check that both are of one"
              + " person.");
    }
    return Optional.empty();
  }
}
