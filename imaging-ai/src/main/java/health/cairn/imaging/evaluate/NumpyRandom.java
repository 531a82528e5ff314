package health.cairn.imaging.evaluate;

/// The integers that NumPy's `default_rng(seed).integers(0, n)` draws: PCG64 (O'Neill 2014, HMC-CS-
/// 2014-0905, XSL-RR output) seeded through NumPy's SeedSequence, bounded by Lemire's method (ACM
/// TOMACS 2019, 29:3). With it a bootstrap gives the same interval here and in training, to the last
/// digit, which independent generators could not show.
final class NumpyRandom {
  private static final long MULTIPLIER_HIGH = 0x2360ED051FC65DA4L;
  private static final long MULTIPLIER_LOW = 0x4385DF649FCCF645L;
  private static final long MASK32 = 0xFFFFFFFFL;

  private final long incrementHigh;
  private final long incrementLow;
  private long high;
  private long low;
  private boolean hasHalf;
  private long half;

  NumpyRandom(int seed) {
    long[] words = seedWords(seed);
    incrementHigh = (words[2] << 1) | (words[3] >>> 63);
    incrementLow = (words[3] << 1) | 1;
    step();
    add(words[0], words[1]);
    step();
  }

  /// Uniform in 0 .. n - 1.
  int below(int n) {
    if (n == 1) {
      return 0;
    }
    long product = next32() * n;
    if ((product & MASK32) < n) {
      long threshold = (MASK32 - (n - 1)) % n;
      while ((product & MASK32) < threshold) {
        product = next32() * n;
      }
    }
    return (int) (product >>> 32);
  }

  /// Halves of a 64-bit draw, the lower first.
  private long next32() {
    if (hasHalf) {
      hasHalf = false;
      return half;
    }
    long word = next64();
    hasHalf = true;
    half = word >>> 32;
    return word & MASK32;
  }

  private long next64() {
    step();
    return Long.rotateRight(high ^ low, (int) (high >>> 58));
  }

  private void step() {
    long newHigh =
        Math.unsignedMultiplyHigh(low, MULTIPLIER_LOW)
            + high * MULTIPLIER_LOW
            + low * MULTIPLIER_HIGH;
    low = low * MULTIPLIER_LOW;
    high = newHigh;
    add(incrementHigh, incrementLow);
  }

  private void add(long addHigh, long addLow) {
    low += addLow;
    high += addHigh + (Long.compareUnsigned(low, addLow) < 0 ? 1 : 0);
  }

  /// SeedSequence(seed).generate_state(4, uint64): a pool of four 32-bit words, hashed and mixed.
  private static long[] seedWords(int seed) {
    int[] pool = new int[4];
    int[] hash = {0x43b0d7e5};
    for (int i = 0; i < pool.length; i++) {
      pool[i] = hashed(i == 0 ? seed : 0, hash);
    }
    for (int from = 0; from < pool.length; from++) {
      for (int to = 0; to < pool.length; to++) {
        if (from != to) {
          pool[to] = mixed(pool[to], hashed(pool[from], hash));
        }
      }
    }
    int[] out = new int[8];
    int constant = 0x8b51f9dd;
    for (int i = 0; i < out.length; i++) {
      int value = pool[i % pool.length] ^ constant;
      constant *= 0x58f38ded;
      value *= constant;
      out[i] = value ^ (value >>> 16);
    }
    long[] words = new long[4];
    for (int i = 0; i < words.length; i++) {
      words[i] = (out[2 * i] & MASK32) | ((long) out[2 * i + 1] << 32);
    }
    return words;
  }

  private static int hashed(int word, int[] hash) {
    int value = word ^ hash[0];
    hash[0] *= 0x931e8875;
    value *= hash[0];
    return value ^ (value >>> 16);
  }

  private static int mixed(int x, int y) {
    int value = 0xca01f9dd * x - 0x4973f715 * y;
    return value ^ (value >>> 16);
  }
}
