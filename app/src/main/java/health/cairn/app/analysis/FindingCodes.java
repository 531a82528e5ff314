package health.cairn.app.analysis;

import health.cairn.imaging.volume.Segment.Code;
import java.util.Map;
import java.util.Optional;

/// SNOMED CT concepts for the classes that models know.
public final class FindingCodes {
  private static final Map<String, Code> KNOWN =
      Map.of(
          "glioma", new Code("393564001", "SCT", "Glioma"),
          "meningioma", new Code("302820008", "SCT", "Intracranial meningioma"),
          "pituitary", new Code("127024001", "SCT", "Neoplasm of pituitary gland"));

  private FindingCodes() {}

  /// @param modelClass a model's own word
  /// @return a code of this program's own scheme where SNOMED CT has none that is known here
  static Code of(String modelClass) {
    Code known = KNOWN.get(modelClass);
    if (known != null) {
      return known;
    }
    String meaning = modelClass.equals("none") ? "No tumour" : modelClass;
    return new Code(modelClass, "99CAIRN", meaning);
  }

  /// @return empty where SNOMED CT has none that is known here
  public static Optional<Code> snomed(String modelClass) {
    return Optional.ofNullable(KNOWN.get(modelClass));
  }
}
