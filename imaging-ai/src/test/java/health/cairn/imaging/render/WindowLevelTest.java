package health.cairn.imaging.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class WindowLevelTest {
  @Test
  void between_isBlackAndWhiteWhereAsked() {
    assertEquals(new WindowLevel(100, 50), WindowLevel.between(0, 100));
  }

  @Test
  void dragged_neverClosesTheWindow() {
    WindowLevel look = new WindowLevel(10, 5).dragged(-10_000, 0, 1000, 700);
    assertTrue(look.window() > 0);
  }

  @Test
  void constructor_refusesWhatIsNoNumber() {
    assertThrows(IllegalArgumentException.class, () -> new WindowLevel(Double.NaN, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new WindowLevel(1, Double.POSITIVE_INFINITY));
  }
}
