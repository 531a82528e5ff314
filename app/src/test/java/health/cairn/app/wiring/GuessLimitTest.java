package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuessLimitTest {
  private long now = Long.MAX_VALUE - 7; // nanoTime may be anything, and wraps
  private final GuessLimit limit = new GuessLimit(() -> now);

  @Test
  void waits_onlyAfterFiveWrongOnes() {
    for (int i = 0; i < GuessLimit.FORGIVEN; i++) {
      assertFalse(limit.waits());
      limit.wrong();
    }
    assertTrue(limit.waits());
    now += GuessLimit.FIRST_WAIT.toNanos() - 1;
    assertTrue(limit.waits());
    now += 1;
    assertFalse(limit.waits());
  }

  @Test
  void wait_doublesWithEachWrongOneUpToFiveMinutes() {
    for (int i = 0; i < GuessLimit.FORGIVEN; i++) {
      limit.wrong();
    }
    List<Long> seconds = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      long began = now;
      while (limit.waits()) {
        now += Duration.ofSeconds(1).toNanos();
      }
      seconds.add(Duration.ofNanos(now - began).toSeconds());
      limit.wrong();
    }
    assertEquals(List.of(15L, 30L, 60L, 120L, 240L, 300L, 300L), seconds);
  }

  @Test
  void right_forgivesAll() {
    for (int i = 0; i < 9; i++) {
      limit.wrong();
    }
    now += GuessLimit.LONGEST_WAIT.toNanos();
    limit.right();
    limit.wrong();
    assertFalse(limit.waits());
  }
}
