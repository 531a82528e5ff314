package health.cairn.imaging.evaluate.metric;

import health.cairn.imaging.measure.SquaredDistance;
import java.util.Arrays;
import java.util.BitSet;

/// How far the boundaries of two masks lie apart, in the lattice's unit.
public final class Hausdorff {
  private Hausdorff() {}

  /// The 95th percentile Hausdorff distance (Huttenlocher et al., IEEE TPAMI 1993, 15:850, with the
  /// percentile of Taha and Hanbury, BMC Med Imaging 2015, 15:29): the value at index floor(0.95 (n -
  /// 1)) of the n ascending distances from the boundary cells of one mask to the nearest boundary cell
  /// of the other, the larger of both directions. A boundary cell has a face neighbour outside;
  /// beyond the lattice is outside.
  ///
  /// @return NaN when a mask is empty
  public static double hd95(BinaryMask a, BinaryMask b) {
    BinaryMask.requireSame(a.lattice(), b.lattice());
    if (a.isEmpty() || b.isEmpty()) {
      return Double.NaN;
    }
    Window window = Window.around(a, b);
    BitSet edgeA = boundary(a, window);
    BitSet edgeB = boundary(b, window);
    return Math.max(directed95(edgeA, edgeB, window), directed95(edgeB, edgeA, window));
  }

  private static BitSet boundary(BinaryMask mask, Window window) {
    boolean deep = !mask.lattice().flat();
    BitSet edge = new BitSet(window.cells());
    int at = 0;
    for (int s = 0; s < window.slices(); s++) {
      for (int r = 0; r < window.rows(); r++) {
        for (int c = 0; c < window.columns(); c++, at++) {
          if (window.at(mask, c, r, s)
              && !(window.at(mask, c - 1, r, s)
                  && window.at(mask, c + 1, r, s)
                  && window.at(mask, c, r - 1, s)
                  && window.at(mask, c, r + 1, s)
                  && (!deep || (window.at(mask, c, r, s - 1) && window.at(mask, c, r, s + 1))))) {
            edge.set(at);
          }
        }
      }
    }
    return edge;
  }

  private static double directed95(BitSet from, BitSet to, Window window) {
    Lattice lattice = window.lattice();
    double[] steps = {lattice.columnStep(), lattice.rowStep(), lattice.sliceStep()};
    double[] squared =
        SquaredDistance.to(to, window.columns(), window.rows(), window.slices(), steps);
    double[] distances = new double[from.cardinality()];
    int n = 0;
    for (int i = from.nextSetBit(0); i >= 0; i = from.nextSetBit(i + 1)) {
      distances[n++] = Math.sqrt(squared[i]);
    }
    Arrays.sort(distances);
    return distances[(int) Math.floor(0.95 * (n - 1))];
  }
}
