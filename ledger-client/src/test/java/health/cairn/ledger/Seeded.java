package health.cairn.ledger;

import java.util.SplittableRandom;

/// Random numbers for property tests: the seed is printed, and can be set with `-Dcairn.seed=N` to
/// see the same case again.
public final class Seeded {
  private Seeded() {}

  public static SplittableRandom random(String test) {
    long seed = Long.getLong("cairn.seed", System.nanoTime());
    System.out.println(test + ": -Dcairn.seed=" + seed);
    return new SplittableRandom(seed);
  }

  /// Three ways to damage byte `at`: one bit (a different one for each byte), the bit that tells
  /// upper from lower case, and all bits.
  public static int[] masks(int at) {
    return new int[] {1 << (at % 8), 0x20, 0xff};
  }

  public static byte[] bytes(SplittableRandom random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
