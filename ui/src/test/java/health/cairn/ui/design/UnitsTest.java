package health.cairn.ui.design;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
  @ParameterizedTest
  @CsvSource({
    "mm[Hg], mmHg",
    "10*3/uL, 10³/µL",
    "10*12/L, 10¹²/L",
    "umol/L, µmol/L",
    "ug/mL, µg/mL",
    "mU/L, mU/L",
    "u[IU]/mL, µIU/mL",
    "kg/m2, kg/m²",
    "mL/min/{1.73_m2}, mL/min/1.73 m²",
    "Cel, °C",
    "/min, /min",
    "mg/dL, mg/dL",
    "%, %",
    "{score}, ''",
    "1, ''"
  })
  void written_isWhatAReaderWouldWrite(String ucum, String written) {
    assertEquals(written, Units.written(ucum));
  }
}
