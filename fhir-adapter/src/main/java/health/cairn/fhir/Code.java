package health.cairn.fhir;

/// One code of a code system (R4 Coding).
///
/// @param system URI of the code system (`http://loinc.org`), or empty where there is none
/// @param code the code itself; for SNOMED CT a concept id
/// @param display the words of the code system for it
public record Code(String system, String code, String display) {
  public static final String LOINC = "http://loinc.org";
  public static final String SNOMED = "http://snomed.info/sct";
  public static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
  public static final String UCUM = "http://unitsofmeasure.org";

  public Code {
    if (code.isBlank() && display.isBlank()) {
      throw new IllegalArgumentException("a code needs a code or words");
    }
  }

  public static Code loinc(String code, String display) {
    return new Code(LOINC, code, display);
  }

  public static Code snomed(String code, String display) {
    return new Code(SNOMED, code, display);
  }

  public static Code rxNorm(String code, String display) {
    return new Code(RXNORM, code, display);
  }

  /// Words without a code, for what no code system names.
  public static Code text(String display) {
    return new Code("", "", display);
  }
}
