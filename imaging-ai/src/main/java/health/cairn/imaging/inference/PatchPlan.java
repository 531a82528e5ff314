package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import java.util.Arrays;

/// Where patches lie in a box, and what each voxel of a patch counts.
///
/// Along an axis patches lie evenly, the first and last flush with the ends, no further apart than
/// the overlap allows; a box shorter than a patch lies in its middle (the odd voxel of padding
/// behind). A voxel counts by a Gaussian around the patch's middle with a standard deviation of an
/// eighth of the patch (Isensee et al., Nature Methods 2021), the product over the axes. Because
/// positions are a grid and weights a product, so is the sum of weights at a voxel.
final class PatchPlan {
  private static final double SIGMA = 1.0 / 8;

  private final int[] patch;
  private final int[] size;
  private final int[][] starts;
  private final float[][] weights;
  private final double[][] sums;

  private PatchPlan(int[] patch, int[] size, int[][] starts) {
    this.patch = patch;
    this.size = size;
    this.starts = starts;
    this.weights = new float[3][];
    this.sums = new double[3][];
    for (int axis = 0; axis < 3; axis++) {
      weights[axis] = gaussian(patch[axis]);
      sums[axis] = new double[size[axis]];
      for (int start : starts[axis]) {
        for (int i = 0; i < patch[axis]; i++) {
          int at = start + i;
          if (at >= 0 && at < size[axis]) {
            sums[axis][at] += weights[axis][i];
          }
        }
      }
    }
  }

  /// @throws ImagingException `REFUSED` when the model looks at one patch and the box is larger
  static PatchPlan of(ModelCard card, ModelInput.Patches contract, Box box)
      throws ImagingException {
    int[] patch = {contract.patch().first(), contract.patch().second(), contract.patch().third()};
    int[] size = {box.sizeFirst(), box.sizeSecond(), box.sizeThird()};
    int[][] starts = new int[3][];
    for (int axis = 0; axis < 3; axis++) {
      if (contract.window() == ModelInput.Window.CENTRED && size[axis] > patch[axis]) {
        throw new ImagingException(
            ImagingException.Kind.REFUSED,
            "The model "
                + card.name()
                + " looks at a crop around its structure, and what it was given is larger: name the"
                + " region.");
      }
      starts[axis] = starts(size[axis], patch[axis], contract.overlap());
    }
    return new PatchPlan(patch, size, starts);
  }

  static int[] starts(int size, int patch, double overlap) {
    if (size <= patch) {
      return new int[] {-((patch - size) / 2)};
    }
    double most = Math.max(1, patch * (1 - overlap));
    int count = (int) Math.ceil((size - patch) / most - 1e-9) + 1;
    double step = (size - patch) / (count - 1.0);
    int[] starts = new int[count];
    Arrays.setAll(starts, i -> (int) Math.floor(i * step + 0.5));
    return starts;
  }

  private static float[] gaussian(int n) {
    float[] weights = new float[n];
    double sigma = SIGMA * n;
    for (int i = 0; i < n; i++) {
      double d = (i - (n - 1) / 2.0) / sigma;
      weights[i] = (float) Math.exp(-0.5 * d * d);
    }
    return weights;
  }

  int count() {
    return starts[0].length * starts[1].length * starts[2].length;
  }

  int patch(int axis) {
    return patch[axis];
  }

  int size(int axis) {
    return size[axis];
  }

  /// First voxel of a patch along an axis; below 0 where the box is shorter than the patch.
  int start(int index, int axis) {
    int third = starts[2].length;
    int second = starts[1].length;
    return switch (axis) {
      case 0 -> starts[0][index / (third * second)];
      case 1 -> starts[1][index / third % second];
      default -> starts[2][index % third];
    };
  }

  float weight(int axis, int i) {
    return weights[axis][i];
  }

  /// What a voxel of the box has been counted with in all, along one axis.
  double sum(int axis, int at) {
    return sums[axis][at];
  }
}
