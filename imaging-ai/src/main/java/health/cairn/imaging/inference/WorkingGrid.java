package health.cairn.imaging.inference;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.VoxelIndex;
import java.util.List;

/// The grid a patch model works on: the source's own axes, put in the order and direction of the
/// card's axes (whatever patient direction each is closest to), at the card's spacing, around the same
/// centre. An oblique volume stays oblique, as in MONAI and nnU-Net.
///
/// Array order is the grid's order: the third array axis runs along columns, the second along rows,
/// the first along slices, so that no value has to be moved.
final class WorkingGrid {
  /// Spacings closer than this share are one spacing, so that written digits cause no interpolation.
  private static final double SAME = 1e-3;

  private static final int[][] ORDERS = {
    {0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}
  };

  private WorkingGrid() {}

  static Grid of(Grid source, ModelInput.Patches contract) {
    Affine affine = source.affine();
    List<PatientPoint> steps = List.of(affine.columnStep(), affine.rowStep(), affine.sliceStep());
    int[] counts = {source.columns(), source.rows(), source.slices()};
    double[] spacing = {
      contract.spacingMm().first(), contract.spacingMm().second(), contract.spacingMm().third()
    };
    int[] order = closest(steps, contract.axes());
    PatientPoint centre =
        affine.toPatient(
            new VoxelIndex(
                (source.columns() - 1) / 2.0,
                (source.rows() - 1) / 2.0,
                (source.slices() - 1) / 2.0));
    PatientPoint[] to = new PatientPoint[3];
    int[] n = new int[3];
    PatientPoint origin = centre;
    for (int axis = 0; axis < 3; axis++) {
      PatientPoint step = steps.get(order[axis]);
      double length = step.length();
      double wanted = Math.abs(length / spacing[axis] - 1) < SAME ? length : spacing[axis];
      double sign = Math.signum(step.dot(direction(contract.axes().charAt(axis))));
      to[axis] = step.times((sign == 0 ? 1 : sign) * wanted / length);
      n[axis] = (int) Math.max(1, Math.round(counts[order[axis]] * length / wanted));
      origin = origin.plus(to[axis].times(-(n[axis] - 1) / 2.0));
    }
    return new Grid(
        n[2], n[1], n[0], new Affine(origin, to[2], to[1], to[0]), source.frameOfReferenceUid());
  }

  /// Which source axis each array axis runs along.
  private static int[] closest(List<PatientPoint> steps, String axes) {
    int[] best = ORDERS[0];
    double most = -1;
    for (int[] order : ORDERS) {
      double sum = 0;
      for (int axis = 0; axis < 3; axis++) {
        PatientPoint step = steps.get(order[axis]);
        sum += Math.abs(step.dot(direction(axes.charAt(axis)))) / step.length();
      }
      if (sum > most + 1e-9) {
        most = sum;
        best = order;
      }
    }
    return best;
  }

  private static PatientPoint direction(char letter) {
    return switch (letter) {
      case 'R' -> new PatientPoint(-1, 0, 0);
      case 'L' -> new PatientPoint(1, 0, 0);
      case 'A' -> new PatientPoint(0, -1, 0);
      case 'P' -> new PatientPoint(0, 1, 0);
      case 'I' -> new PatientPoint(0, 0, -1);
      case 'S' -> new PatientPoint(0, 0, 1);
      default -> throw new IllegalArgumentException("no direction " + letter);
    };
  }
}
