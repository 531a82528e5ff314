package health.cairn.ui.design;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  @ParameterizedTest
  @CsvSource({
    "1972-03-12, 54 y",
    "2025-04-01, 19 mo",
    "2026-11-10, 12 d",
    "2027-01-01, ''",
    "2026-10-22, 1 mo"
  })
  void age_isFinerForTheSmallest(LocalDate birth, String age) {
    assertEquals(age, Figures.age(birth, LocalDate.of(2026, 11, 22)));
  }

  @ParameterizedTest
  @CsvSource({
    "12.40, mL, 12.4 mL",
    "0.826, mg/dL, 0.83 mg/dL",
    "1204, , '1,204'",
    "140, mmol/L, 140 mmol/L",
    "-3.0, , -3"
  })
  void value_hasNoMoreDigitsThanItMeans(double value, String unit, String text) {
    assertEquals(text, Figures.value(value, unit == null ? "" : unit));
  }

  @Test
  void shortHash_keepsBothEnds() {
    assertEquals("a3f29c10…9c10", Figures.shortHash("a3f29c10".repeat(8)));
  }
}
