package health.cairn.imaging.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.uncertainty.ErrorScore.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ErrorScoreTest {
  @Test
  void fit_findsTheCoefficientsThatDrewTheErrors() {
    ErrorScore truth = new ErrorScore(-1, 0.8, 3);

    ErrorScore fitted = ErrorScore.fit(drawn(truth, 20_000));

    assertEquals(truth.constant(), fitted.constant(), 0.2);
    assertEquals(truth.doubt(), fitted.doubt(), 0.1);
    assertEquals(truth.dissent(), fitted.dissent(), 0.25);
  }

  @Test
  void of_growsWithDoubtAndWithDissent() {
    ErrorScore score = ErrorScore.fit(drawn(new ErrorScore(-1, 0.8, 3), 2_000));

    assertTrue(score.of(0.6, 0.9) > score.of(0.95, 0.9));
    assertTrue(score.of(0.95, 0.1) > score.of(0.95, 0.9));
    assertTrue(score.of(1, 1) > 0 && score.of(0.4, 0) < 1);
  }

  @Test
  void fit_weighsPatientsTheSame() {
    List<Seen> once = drawn(new ErrorScore(-1, 0.8, 3), 400);
    List<Seen> repeated = new ArrayList<>(once);
    for (int i = 0; i < 9; i++) {
      repeated.add(once.getFirst());
    }

    ErrorScore fitted = ErrorScore.fit(repeated);

    assertEquals(ErrorScore.fit(once).dissent(), fitted.dissent(), 0.05);
  }

  @Test
  void fit_refusesAnswersThatAreAllRight() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ErrorScore.fit(List.of(new Seen("p", 0.9, 0.9, false))));
  }

  private static List<Seen> drawn(ErrorScore truth, int count) {
    Random random = new Random(11);
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double largest = 0.4 + 0.6 * random.nextDouble();
      double seconded = random.nextDouble();
      seen.add(
          new Seen("p" + i, largest, seconded, random.nextDouble() < truth.of(largest, seconded)));
    }
    return seen;
  }
}
