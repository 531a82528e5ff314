package health.cairn.imaging.evaluate.metric;

import health.cairn.imaging.measure.SquaredDistance;
import java.util.BitSet;

/// The share of both surfaces that lies within a tolerance of the other one (Nikolov et al., J Med
/// Internet Res 2021, 23:e26151): (|A near B| + |B near A|) / (|A| + |B|).
///
/// As in DeepMind's definition, a surface passes between cells: at each corner where eight cells
/// meet (four in a picture), those inside give a surface element and its area by marching cubes
/// ([SurfaceElements]); distances are between the corners that have one.
public final class SurfaceDice {
  private SurfaceDice() {}

  /// @param tolerance in the lattice's unit; a distance equal to it is near
  /// @return 1 when both masks are empty, 0 when one is
  public static double at(BinaryMask a, BinaryMask b, double tolerance) {
    BinaryMask.requireSame(a.lattice(), b.lattice());
    if (!(tolerance >= 0)) {
      throw new IllegalArgumentException("a tolerance of " + tolerance);
    }
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() && b.isEmpty() ? 1 : 0;
    }
    Window window = Window.around(a, b);
    Corners corners = new Corners(window, SurfaceElements.of(a.lattice()));
    byte[] codesA = corners.codes(a);
    byte[] codesB = corners.codes(b);
    double[] nearA = corners.near(codesA, codesB, tolerance);
    double[] nearB = corners.near(codesB, codesA, tolerance);
    return (nearA[0] + nearB[0]) / (nearA[1] + nearB[1]);
  }

  /// The points between cells, one more along each axis than the window has cells.
  private record Corners(Window window, SurfaceElements elements) {

    int columns() {
      return window.columns() + 1;
    }

    int rows() {
      return window.rows() + 1;
    }

    int slices() {
      return window.lattice().flat() ? 1 : window.slices() + 1;
    }

    /// Which of the cells around each corner are inside, one bit each.
    byte[] codes(BinaryMask mask) {
      long all = (long) columns() * rows() * slices();
      if (all > SquaredDistance.MAX_CELLS) {
        throw new IllegalArgumentException("a surface over " + all + " cells");
      }
      boolean flat = window.lattice().flat();
      byte[] codes = new byte[(int) all];
      int at = 0;
      for (int s = 0; s < slices(); s++) {
        for (int r = 0; r < rows(); r++) {
          for (int c = 0; c < columns(); c++, at++) {
            int code = 0;
            for (int bit = 0; bit < (flat ? 4 : 8); bit++) {
              int slice = flat ? s : s - 1 + (bit >> 2);
              if (window.at(mask, c - 1 + (bit & 1), r - 1 + ((bit >> 1) & 1), slice)) {
                code |= 1 << bit;
              }
            }
            codes[at] = (byte) code;
          }
        }
      }
      return codes;
    }

    /// Area of the elements of `from` near those of `to`, and of all of them.
    double[] near(byte[] from, byte[] to, double tolerance) {
      BitSet surface = new BitSet(to.length);
      for (int i = 0; i < to.length; i++) {
        if (elements.crosses(to[i])) {
          surface.set(i);
        }
      }
      Lattice lattice = window.lattice();
      double[] steps = {lattice.columnStep(), lattice.rowStep(), lattice.sliceStep()};
      double[] squared = SquaredDistance.to(surface, columns(), rows(), slices(), steps);
      double near = 0;
      double all = 0;
      for (int i = 0; i < from.length; i++) {
        if (elements.crosses(from[i])) {
          double area = elements.area(from[i]);
          all += area;
          near += Math.sqrt(squared[i]) <= tolerance ? area : 0;
        }
      }
      return new double[] {near, all};
    }
  }
}
