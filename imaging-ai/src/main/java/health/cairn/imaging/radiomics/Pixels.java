package health.cairn.imaging.radiomics;

import java.util.Arrays;
import java.util.BitSet;

/// Sets of pixels of a square slice of [CanonicalSlice#SIZE].
final class Pixels {
  private static final int SIZE = CanonicalSlice.SIZE;

  /// 64-bit words of one row; a row fills its words exactly.
  private static final int WORDS = SIZE / Long.SIZE;

  private Pixels() {}

  /// Grown by `steps` pixels, in turn over edges and over edges and corners, which is nearly a disc.
  static BitSet grown(BitSet pixels, int steps) {
    long[] set = Arrays.copyOf(pixels.toLongArray(), SIZE * WORDS);
    for (int step = 0; step < steps; step++) {
      long[] across = across(set);
      long[] upAndDown = step % 2 == 1 ? across : set;
      long[] next = across.clone();
      for (int at = 0; at < set.length; at++) {
        next[at] |= at >= WORDS ? upAndDown[at - WORDS] : 0;
        next[at] |= at < set.length - WORDS ? upAndDown[at + WORDS] : 0;
      }
      set = next;
    }
    return BitSet.valueOf(set);
  }

  /// With the neighbours to the left and right, within each row.
  private static long[] across(long[] set) {
    long[] wide = new long[set.length];
    for (int at = 0; at < set.length; at++) {
      long fromLeft = at % WORDS > 0 ? set[at - 1] >>> 63 : 0;
      long fromRight = at % WORDS < WORDS - 1 ? set[at + 1] << 63 : 0;
      wide[at] = set[at] | set[at] << 1 | fromLeft | set[at] >>> 1 | fromRight;
    }
    return wide;
  }

  static BitSet shrunk(BitSet pixels, int steps) {
    BitSet outside = (BitSet) pixels.clone();
    outside.flip(0, SIZE * SIZE);
    BitSet shrunk = (BitSet) pixels.clone();
    shrunk.andNot(grown(outside, steps));
    return shrunk;
  }

  static BitSet without(BitSet pixels, BitSet others) {
    BitSet left = (BitSet) pixels.clone();
    left.andNot(others);
    return left;
  }

  /// With what it encloses.
  static BitSet filled(BitSet pixels) {
    BitSet outside = (BitSet) pixels.clone();
    outside.flip(0, SIZE * SIZE);
    BitSet background = largestPart(outside);
    background.flip(0, SIZE * SIZE);
    return background;
  }

  /// The largest part (4-neighbourhood), the first of equals; empty for none.
  static BitSet largestPart(BitSet pixels) {
    int[] front = new int[SIZE * SIZE];
    BitSet open = (BitSet) pixels.clone();
    int from = 0;
    int largest = 0;
    for (int start = open.nextSetBit(0); start >= 0; start = open.nextSetBit(start + 1)) {
      int size = flood(start, open, front);
      if (size > largest) {
        largest = size;
        from = start;
      }
    }
    BitSet part = new BitSet(SIZE * SIZE);
    if (largest > 0) {
      int size = flood(from, (BitSet) pixels.clone(), front);
      for (int i = 0; i < size; i++) {
        part.set(front[i]);
      }
    }
    return part;
  }

  /// Moves the part that holds `start` from `open` to the beginning of `front`.
  ///
  /// @return how many pixels it has
  private static int flood(int start, BitSet open, int[] front) {
    open.clear(start);
    front[0] = start;
    int size = 1;
    for (int next = 0; next < size; next++) {
      int at = front[next];
      int[] neighbours = {
        at % SIZE > 0 ? at - 1 : -1,
        at % SIZE < SIZE - 1 ? at + 1 : -1,
        at - SIZE,
        at < SIZE * (SIZE - 1) ? at + SIZE : -1
      };
      for (int neighbour : neighbours) {
        if (neighbour >= 0 && open.get(neighbour)) {
          open.clear(neighbour);
          front[size++] = neighbour;
        }
      }
    }
    return size;
  }
}
