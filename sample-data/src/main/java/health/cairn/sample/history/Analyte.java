package health.cairn.sample.history;

import health.cairn.fhir.Code;
import health.cairn.fhir.author.Draft.Range;

/// What the laboratory measures, with the reference range for adult women.
enum Analyte {
  HEMOGLOBIN("718-7", "Hemoglobin [Mass/volume] in Blood", "g/dL", 1, 12.0, 16.0),
  LEUKOCYTES(
      "6690-2", "Leukocytes [#/volume] in Blood by Automated count", "10*3/uL", 1, 4.0, 10.0),
  NEUTROPHILS(
      "751-8", "Neutrophils [#/volume] in Blood by Automated count", "10*3/uL", 1, 1.8, 7.5),
  LYMPHOCYTES(
      "731-0", "Lymphocytes [#/volume] in Blood by Automated count", "10*3/uL", 2, 1.0, 4.0),
  PLATELETS("777-3", "Platelets [#/volume] in Blood by Automated count", "10*3/uL", 0, 150, 400),
  CREATININE("2160-0", "Creatinine [Mass/volume] in Serum or Plasma", "mg/dL", 2, 0.50, 1.10),
  SODIUM("2951-2", "Sodium [Moles/volume] in Serum or Plasma", "mmol/L", 0, 135, 145),
  POTASSIUM("2823-3", "Potassium [Moles/volume] in Serum or Plasma", "mmol/L", 1, 3.5, 5.1),
  GLUCOSE("2345-7", "Glucose [Mass/volume] in Serum or Plasma", "mg/dL", 0, 70, 140),
  CRP("1988-5", "C reactive protein [Mass/volume] in Serum or Plasma", "mg/L", 1, 0, 5.0),
  ALT(
      "1742-6",
      "Alanine aminotransferase [Enzymatic activity/volume] in Serum or Plasma",
      "U/L",
      0,
      0,
      35),
  HBA1C("4548-4", "Hemoglobin A1c/Hemoglobin.total in Blood", "%", 1, 4.0, 5.6);

  private final String loinc;
  private final String words;
  private final String unit;
  private final int decimals;
  private final double low;
  private final double high;

  Analyte(String loinc, String words, String unit, int decimals, double low, double high) {
    this.loinc = loinc;
    this.words = words;
    this.unit = unit;
    this.decimals = decimals;
    this.low = low;
    this.high = high;
  }

  Code code() {
    return Code.loinc(loinc, words);
  }

  /// UCUM.
  String unit() {
    return unit;
  }

  Range range() {
    return new Range(low, high);
  }

  /// As the laboratory reports it.
  double rounded(double value) {
    double scale = decimals == 0 ? 1 : decimals == 1 ? 10 : 100;
    return Math.round(value * scale) / scale;
  }
}
