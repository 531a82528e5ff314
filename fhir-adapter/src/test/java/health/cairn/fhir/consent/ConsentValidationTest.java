package health.cairn.fhir.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.fhir.R4Validator;
import health.cairn.fhir.codec.FhirRecord;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("validation")
class ConsentValidationTest {

  @ParameterizedTest
  @EnumSource
  void write_isValidR4ForEveryUse(ConsentUse use) {
    FhirRecord signed =
        ConsentWriter.write(ConsentWriterTest.statement(use, true), ConsentWriterTest.FORM);
    FhirRecord declined = ConsentWriter.write(ConsentWriterTest.statement(use, false), new byte[0]);
    FhirRecord ended = ConsentWriter.ended(signed, ConsentWriterTest.DECIDED.plusSeconds(3600));
    for (FhirRecord record : List.of(signed, declined, ended)) {
      assertEquals(List.of(), R4Validator.errors(record.json()), record.json());
    }
  }
}
