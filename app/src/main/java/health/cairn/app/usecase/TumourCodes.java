package health.cairn.app.usecase;

import health.cairn.app.analysis.FindingCodes;
import health.cairn.fhir.Code;
import java.util.Optional;

/// The same concepts in the record's own type.
final class TumourCodes {
  private TumourCodes() {}

  static Optional<Code> of(String modelClass) {
    return FindingCodes.snomed(modelClass).map(code -> Code.snomed(code.value(), code.meaning()));
  }
}
