package health.cairn.imaging.radiomics;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The digital phantom of the IBSI (5 x 4 x 4 voxels of 2 mm; data set 1, CC BY 4.0): rows of five
/// voxels, four rows a slice; `.` is not in the region.
final class IbsiPhantom {
  private static final String[][] SLICES = {
    {"14411", "14611", "41641", "44641"},
    {"14411", "11611", ".1311", "44611"},
    {"144..", "11111", "11.11", "11611"},
    {"144..", "11111", "11111", "11611"}
  };

  private IbsiPhantom() {}

  static Region volume() {
    return region(0, SLICES.length);
  }

  static List<Region> slices() {
    List<Region> slices = new ArrayList<>();
    for (int z = 0; z < SLICES.length; z++) {
      slices.add(region(z, z + 1));
    }
    return slices;
  }

  private static Region region(int from, int to) {
    double[] values = new double[20 * (to - from)];
    BitSet inside = new BitSet();
    int at = 0;
    for (int z = from; z < to; z++) {
      for (String row : SLICES[z]) {
        for (char voxel : row.toCharArray()) {
          if (voxel != '.') {
            values[at] = voxel - '0';
            inside.set(at);
          }
          at++;
        }
      }
    }
    return Region.of(5, 4, to - from, values, inside, 2, 2, 2);
  }
}
