package health.cairn.fhir.r4;

import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.LenientErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;

/// Reads on past what R4 does not know, and logs nothing: the toolkit's own handler writes the values
/// it stumbles over, which are patient data.
final class QuietErrorHandler extends LenientErrorHandler {
  QuietErrorHandler() {
    super(false);
    setErrorOnInvalidValue(false);
    setErrorOnInvalidExtension(false);
  }

  @Override
  public void incorrectJsonType(
      IParseLocation location,
      String elementName,
      ValueType expected,
      ScalarType expectedScalar,
      ValueType found,
      ScalarType foundScalar) {
    // A text or number in place of the other can be read; an object in place of a text cannot.
    if (expected != found) {
      throw new DataFormatException("wrong JSON type");
    }
  }
}
