package health.cairn.ui.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleBarTest {
  @ParameterizedTest
  @CsvSource({"1.5, 120, 50", "1, 99, 50", "1, 100, 100", "30, 120, 2", "0.1, 120, 1000"})
  void of_takesTheLongestRoundLengthThatFits(double pxPerMm, double maxPx, double mm) {
    assertEquals(mm, ScaleBar.of(pxPerMm, maxPx).lengthMm(), 1e-9);
  }

  @Test
  void of_isAsLongOnTheScreenAsItSays() {
    ScaleBar bar = ScaleBar.of(1.7, 120);
    assertEquals(bar.lengthMm() * 1.7, bar.lengthPx(), 1e-9);
  }
}
