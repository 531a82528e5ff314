package health.cairn.sample;

import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;

/// The true tumour of `truth/tumour.nii`, and means of image values in, around and opposite it.
final class Tumour {
  private final Grid grid;
  private final BitSet inside;

  private Tumour(Grid grid, BitSet inside) {
    this.grid = grid;
    this.inside = inside;
  }

  static Tumour read(Path nifti, Grid grid) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(nifti)).order(ByteOrder.LITTLE_ENDIAN);
    BitSet inside = new BitSet();
    for (int i = 0; i < grid.voxels(); i++) {
      inside.set(i, file.get(352 + i) != 0);
    }
    return new Tumour(grid, inside);
  }

  BitSet inside() {
    return (BitSet) inside.clone();
  }

  /// Mean where the distance to the tumour's edge within the slice lies between two values in
  /// pixels, negative inside.
  double shell(Volume volume, int from, int to) {
    double sum = 0;
    int count = 0;
    for (int slice = middle() - 1; slice <= middle() + 1; slice++) {
      for (int row = 40; row < 216; row++) {
        for (int column = 40; column < 216; column++) {
          int distance = distance(column, row, slice);
          if (distance >= from && distance <= to) {
            sum += nearest(volume, grid.affine().toPatient(new VoxelIndex(column, row, slice)));
            count++;
          }
        }
      }
    }
    return sum / count;
  }

  /// Mean of the white matter opposite the tumour's centre, 7 by 7 pixels on three slices.
  double otherSide(Volume volume) {
    long columns = 0;
    long rows = 0;
    for (int i = inside.nextSetBit(0); i >= 0; i = inside.nextSetBit(i + 1)) {
      columns += i % grid.columns();
      rows += i / grid.columns() % grid.rows();
    }
    int column = grid.columns() - 1 - (int) (columns / inside.cardinality());
    int row = (int) (rows / inside.cardinality());
    double sum = 0;
    for (int k = 0; k < 147; k++) {
      VoxelIndex at =
          new VoxelIndex(column + k % 7 - 3, row + k / 7 % 7 - 3, middle() + k / 49 - 1);
      sum += nearest(volume, grid.affine().toPatient(at));
    }
    return sum / 147;
  }

  static double nearest(Volume volume, PatientPoint place) {
    VoxelIndex at = volume.grid().affine().toVoxel(place);
    return volume.valueAt(
        (int) Math.round(at.column()), (int) Math.round(at.row()), (int) Math.round(at.slice()));
  }

  private int middle() {
    long sum = inside.stream().mapToLong(i -> i / grid.voxelsPerSlice()).sum();
    return (int) (sum / inside.cardinality());
  }

  private boolean at(int column, int row, int slice) {
    return inside.get(grid.offset(column, row, slice));
  }

  /// Pixels to the edge in the nearest of the four directions; far away where none is near.
  private int distance(int column, int row, int slice) {
    boolean here = at(column, row, slice);
    for (int d = 1; d < 40; d++) {
      boolean crossed =
          at(column + d, row, slice) != here
              || at(column - d, row, slice) != here
              || at(column, row + d, slice) != here
              || at(column, row - d, slice) != here;
      if (crossed) {
        return here ? -d : d;
      }
    }
    return 99;
  }
}
