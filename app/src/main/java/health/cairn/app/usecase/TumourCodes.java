package health.cairn.app.usecase;

import health.cairn.app.analysis.FindingCodes;
import health.cairn.fhir.Code;
import health.cairn.imaging.volume.Segment;
import java.util.Optional;

/// The same concepts in the record's own type.
final class TumourCodes {
  private TumourCodes() {}

  static Optional<Code> of(String modelClass) {
    return FindingCodes.snomed(modelClass).map(code -> Code.snomed(code.value(), code.meaning()));
  }

  /// Of a structure that a model outlined; in words alone where FHIR knows no URI for the scheme here.
  static Code of(Segment.Code structure) {
    return structure.scheme().equals("SCT")
        ? Code.snomed(structure.value(), structure.meaning())
        : Code.text(structure.meaning());
  }
}
