package health.cairn.imaging.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BinaryEntropyTest {
  private static final double MOST_OFF = 3e-6;

  @Test
  void bits_areThoseOfTheFormulaEverywhere() {
    Random random = new Random(5);
    for (int i = 0; i < 200_000; i++) {
      // Small probabilities as often as large ones: most voxels have them.
      double p = Math.pow(10, -8 * random.nextDouble());
      assertEquals(BinaryEntropy.exact(p), BinaryEntropy.bits(p), MOST_OFF);
      assertEquals(BinaryEntropy.exact(1 - p), BinaryEntropy.bits(1 - p), MOST_OFF);
      double even = random.nextDouble();
      assertEquals(BinaryEntropy.exact(even), BinaryEntropy.bits(even), MOST_OFF);
    }
    assertEquals(1, BinaryEntropy.bits(0.5));
    assertEquals(0, BinaryEntropy.bits(0));
    assertEquals(0, BinaryEntropy.bits(1));
  }
}
