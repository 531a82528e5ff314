package health.cairn.fhir.r4;

import health.cairn.fhir.Code;
import java.math.BigDecimal;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Quantity;

/// Short ways to make R4 data types.
public final class R4Types {
  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

  private R4Types() {}

  /// The concept of a code; its text is the display, else the code.
  public static CodeableConcept concept(Code code) {
    CodeableConcept concept = new CodeableConcept();
    if (!code.code().isEmpty()) {
      concept.addCoding(coding(code));
    }
    return concept.setText(code.display().isEmpty() ? code.code() : code.display());
  }

  public static Coding coding(Code code) {
    Coding coding = new Coding().setCode(code.code());
    if (!code.system().isEmpty()) {
      coding.setSystem(code.system());
    }
    if (!code.display().isEmpty()) {
      coding.setDisplay(code.display());
    }
    return coding;
  }

  /// A code of one of HL7's own code systems, named by the last part of its URI.
  public static CodeableConcept hl7(String system, String code) {
    return new CodeableConcept()
        .addCoding(new Coding().setSystem(TERMINOLOGY + system).setCode(code));
  }

  /// @param ucum code of the unit, shown as it is
  public static Quantity quantity(double value, String ucum) {
    return new Quantity()
        .setValue(BigDecimal.valueOf(value))
        .setUnit(ucum)
        .setSystem(Code.UCUM)
        .setCode(ucum);
  }
}
