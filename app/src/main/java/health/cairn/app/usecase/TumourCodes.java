package health.cairn.app.usecase;

import health.cairn.fhir.Code;
import java.util.Map;
import java.util.Optional;

/// SNOMED CT concepts for the classes that the shipped models know.
final class TumourCodes {
  private static final Map<String, Code> CODES =
      Map.of(
          "glioma", Code.snomed("393564001", "Glioma"),
          "meningioma", Code.snomed("302820008", "Intracranial meningioma"),
          "pituitary", Code.snomed("127024001", "Neoplasm of pituitary gland"));

  private TumourCodes() {}

  static Optional<Code> of(String modelClass) {
    return Optional.ofNullable(CODES.get(modelClass));
  }
}
