package health.cairn.ui.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeAxisTest {
  private static final Instant TODAY = Instant.parse("2026-11-22T00:00:00Z");
  private static final TimeAxis WHOLE =
      TimeAxis.whole(Instant.parse("2020-11-22T00:00:00Z"), TODAY);

  @Test
  void whole_putsTodayAtTheRightEdge() {
    assertEquals(800, WHOLE.x(TODAY, 800), 1e-6);
    assertTrue(WHOLE.x(Instant.parse("2020-11-22T00:00:00Z"), 800) > 0);
  }

  @Test
  void zoomedAt_keepsTheTimeUnderThePointer() {
    double under = WHOLE.secondsAt(300, 800);
    TimeAxis closer = WHOLE.zoomedAt(300, 800, 4);
    assertEquals(under, closer.secondsAt(300, 800), 1);
    assertEquals((WHOLE.end() - WHOLE.start()) / 4, closer.end() - closer.start(), 1);
  }

  @Test
  void zoomedAt_neverShowsMoreThanThereIs() {
    assertEquals(WHOLE, WHOLE.zoomedAt(100, 800, 0.1));
  }

  @Test
  void zoomedAt_stopsAtHalfADay() {
    TimeAxis closest = WHOLE.zoomedAt(400, 800, 1e9);
    assertEquals(TimeAxis.SHORTEST, closest.end() - closest.start(), 1e-3);
  }

  @Test
  void panned_stopsAtToday() {
    TimeAxis closer = WHOLE.zoomedAt(400, 800, 4).panned(-100_000, 800);
    assertEquals(WHOLE.latest(), closer.end(), 1e-3);
    assertEquals(WHOLE.earliest(), closer.panned(1e9, 800).start(), 1e-3);
  }

  @Test
  void ticks_keepTheirDistanceAtEveryZoom() {
    TimeAxis axis = WHOLE;
    for (int i = 0; i < 14; i++) {
      List<TimeAxis.Tick> ticks = axis.ticks(900, 56);
      for (int t = 1; t < ticks.size(); t++) {
        double apart =
            axis.x(ticks.get(t).seconds(), 900) - axis.x(ticks.get(t - 1).seconds(), 900);
        assertTrue(apart > 48, "tick " + ticks.get(t) + " at zoom " + i + ": " + apart);
      }
      axis = axis.zoomedAt(450, 900, 2);
    }
  }
}
