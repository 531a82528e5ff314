package health.cairn.imaging.evaluate.metric;

import java.util.BitSet;
import java.util.function.IntPredicate;

/// Which cells of a lattice are inside. Immutable.
public final class BinaryMask {
  private final Lattice lattice;
  private final BitSet inside;

  private BinaryMask(Lattice lattice, BitSet inside) {
    this.lattice = lattice;
    this.inside = inside;
  }

  /// @param inside asked for every index of the lattice
  public static BinaryMask of(Lattice lattice, IntPredicate inside) {
    BitSet bits = new BitSet(lattice.cells());
    for (int i = 0; i < lattice.cells(); i++) {
      if (inside.test(i)) {
        bits.set(i);
      }
    }
    return new BinaryMask(lattice, bits);
  }

  static BinaryMask of(Lattice lattice, BitSet inside) {
    return new BinaryMask(lattice, (BitSet) inside.clone());
  }

  public Lattice lattice() {
    return lattice;
  }

  public boolean at(int index) {
    return inside.get(index);
  }

  public int count() {
    return inside.cardinality();
  }

  public boolean isEmpty() {
    return inside.isEmpty();
  }

  /// First cell inside at or after `index`, or -1.
  int next(int index) {
    return inside.nextSetBit(index);
  }

  BitSet bits() {
    return (BitSet) inside.clone();
  }

  /// How much of this truth the prediction covers.
  public Overlap overlap(BinaryMask predicted) {
    requireSame(lattice, predicted.lattice);
    BitSet common = bits();
    common.and(predicted.inside);
    return new Overlap(common.cardinality(), count(), predicted.count());
  }

  static void requireSame(Lattice a, Lattice b) {
    if (!a.equals(b)) {
      throw new IllegalArgumentException("masks on different lattices");
    }
  }
}
