package health.cairn.imaging.evaluate.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

/// Neighbours on a lattice: connected parts and dilation.
final class Components {
  private Components() {}

  /// Parts connected by faces, edges or corners (26 neighbours, 8 in a picture), in the order of
  /// their first cells. Each is the indices of its cells, so that all together take no more than the
  /// mask has cells, however many parts it falls into.
  static List<int[]> of(BitSet mask, Lattice lattice) {
    BitSet left = (BitSet) mask.clone();
    List<int[]> parts = new ArrayList<>();
    Neighbours all = new Neighbours(lattice, 3);
    for (int first = left.nextSetBit(0); first >= 0; first = left.nextSetBit(first)) {
      Cells part = new Cells();
      left.clear(first);
      part.accept(first);
      for (int k = 0; k < part.size; k++) {
        all.each(
            part.cells[k],
            cell -> {
              if (left.get(cell)) {
                left.clear(cell);
                part.accept(cell);
              }
            });
      }
      parts.add(part.exact());
    }
    return parts;
  }

  /// Grown `times` times by the neighbours that share a face or an edge (18, in a picture all 8).
  static BitSet dilated(BitSet mask, Lattice lattice, int times) {
    Neighbours near = new Neighbours(lattice, 2);
    BitSet grown = (BitSet) mask.clone();
    BitSet front = mask;
    for (int i = 0; i < times; i++) {
      BitSet next = new BitSet();
      for (int cell = front.nextSetBit(0); cell >= 0; cell = front.nextSetBit(cell + 1)) {
        near.each(cell, next::set);
      }
      next.andNot(grown);
      grown.or(next);
      front = next;
    }
    return grown;
  }

  private static final class Cells implements IntConsumer {
    private int[] cells = new int[16];
    private int size;

    @Override
    public void accept(int cell) {
      if (size == cells.length) {
        cells = Arrays.copyOf(cells, 2 * size);
      }
      cells[size++] = cell;
    }

    int[] exact() {
      return Arrays.copyOf(cells, size);
    }
  }

  /// @param rank along how many axes a neighbour may differ
  private record Neighbours(Lattice lattice, int rank) {
    void each(int cell, IntConsumer consumer) {
      int column = cell % lattice.columns();
      int row = cell / lattice.columns() % lattice.rows();
      int slice = cell / lattice.columns() / lattice.rows();
      for (int s = Math.max(0, slice - 1); s <= Math.min(lattice.slices() - 1, slice + 1); s++) {
        for (int r = Math.max(0, row - 1); r <= Math.min(lattice.rows() - 1, row + 1); r++) {
          for (int c = Math.max(0, column - 1);
              c <= Math.min(lattice.columns() - 1, column + 1);
              c++) {
            int differs = Math.abs(s - slice) + Math.abs(r - row) + Math.abs(c - column);
            if (differs > 0 && differs <= rank) {
              consumer.accept(lattice.index(c, r, s));
            }
          }
        }
      }
    }
  }
}
