package health.cairn.imaging.nifti;

import health.cairn.imaging.nifti.NiftiReader.NiftiException;
import health.cairn.imaging.nifti.NiftiVolume.Placement;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// The fields of a NIfTI-1 header that reading a volume needs, checked. Offsets are those of nifti1.h.
final class NiftiHeader {
  private static final int MAX_SIDE = 4096;
  private static final double MAX_SPACING_MM = 100;

  private final ByteOrder order;
  private final int[] size;
  private final NiftiType type;
  private final double slope;
  private final double intercept;
  private final long firstVoxel;
  private final double[] spacingMm;
  private final double[][] toRas;
  private final Placement placement;

  private NiftiHeader(
      ByteOrder order,
      int[] size,
      NiftiType type,
      double slope,
      double intercept,
      long firstVoxel,
      double[] spacingMm,
      double[][] toRas,
      Placement placement) {
    this.order = order;
    this.size = size;
    this.type = type;
    this.slope = slope;
    this.intercept = intercept;
    this.firstVoxel = firstVoxel;
    this.spacingMm = spacingMm;
    this.toRas = toRas;
    this.placement = placement;
  }

  static NiftiHeader of(byte[] head) throws NiftiException {
    ByteBuffer bytes = ByteBuffer.wrap(head);
    ByteOrder order = NiftiReader.order(bytes);
    bytes.order(order);
    if (head[344] != 'n' || head[345] != '+' || head[346] != '1' || head[347] != 0) {
      throw new NiftiException(
          head[344] == 'n' && head[345] == 'i'
              ? "its voxels lie in a second file (.img), which is not read"
              : "it lacks the mark of a NIfTI-1 file");
    }
    int[] size = size(bytes);
    double perUnit = millimetresPerUnit(head[123] & 7);
    double[] pixdim = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      pixdim[axis] = Math.abs(bytes.getFloat(80 + 4 * axis)) * perUnit;
    }
    Placement placement =
        bytes.getShort(254) > 0
            ? Placement.SFORM
            : bytes.getShort(252) > 0 ? Placement.QFORM : Placement.NONE;
    double[][] toRas =
        switch (placement) {
          case SFORM -> sform(bytes, perUnit);
          case QFORM -> qform(bytes, pixdim, perUnit);
          case NONE ->
              new double[][] {{pixdim[0], 0, 0, 0}, {0, pixdim[1], 0, 0}, {0, 0, pixdim[2], 0}};
        };
    double[] spacing = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      spacing[axis] =
          Math.sqrt(square(toRas[0][axis]) + square(toRas[1][axis]) + square(toRas[2][axis]));
      if (!(spacing[axis] > 0 && spacing[axis] <= MAX_SPACING_MM)) {
        throw new NiftiException("its voxels have no possible size");
      }
    }
    requireExtent(toRas, spacing);
    double slope = bytes.getFloat(112);
    double intercept = bytes.getFloat(116);
    boolean scaled = slope != 0;
    if (scaled && !(Double.isFinite(slope) && Double.isFinite(intercept))) {
      throw new NiftiException("its scale is not a number");
    }
    float first = bytes.getFloat(108);
    if (!(first >= 348 && first < 1e9)) {
      throw new NiftiException("its voxels start nowhere");
    }
    return new NiftiHeader(
        order,
        size,
        NiftiType.of(bytes.getShort(70), bytes.getShort(72)),
        scaled ? slope : 1,
        scaled ? intercept : 0,
        (long) first,
        spacing,
        toRas,
        placement);
  }

  ByteOrder order() {
    return order;
  }

  /// Voxels along i, j, k.
  int[] size() {
    return size;
  }

  NiftiType type() {
    return type;
  }

  /// What a stored value is multiplied with; 1 where the header has 0 ("not scaled").
  double slope() {
    return slope;
  }

  double intercept() {
    return intercept;
  }

  /// Byte at which the voxels start.
  long firstVoxel() {
    return firstVoxel;
  }

  /// Along i, j, k.
  double[] spacingMm() {
    return spacingMm;
  }

  /// Three rows that map (i, j, k, 1) to millimetres, right, forward, up.
  double[][] toRas() {
    return toRas;
  }

  Placement placement() {
    return placement;
  }

  int voxels() {
    return size[0] * size[1] * size[2];
  }

  private static int[] size(ByteBuffer bytes) throws NiftiException {
    int dimensions = bytes.getShort(40);
    if (dimensions < 2 || dimensions > 7) {
      throw new NiftiException("it has " + dimensions + " dimensions");
    }
    int[] size = {1, 1, 1};
    long voxels = 1;
    for (int axis = 0; axis < dimensions; axis++) {
      int n = bytes.getShort(42 + 2 * axis);
      if (n < 1 || n > MAX_SIDE) {
        throw new NiftiException("it has " + n + " voxels along an axis");
      }
      if (axis > 2 && n > 1) {
        throw new NiftiException("it holds more than one volume");
      }
      voxels *= n;
      if (axis < 3) {
        size[axis] = n;
      }
    }
    if (voxels > NiftiReader.MAX_VOXELS) {
      throw new NiftiException("it is larger than " + NiftiReader.MAX_VOXELS + " voxels");
    }
    return size;
  }

  /// `xyzt_units`: metres, millimetres, micrometres; unknown is taken as millimetres, as all programs
  /// of the field do.
  private static double millimetresPerUnit(int code) throws NiftiException {
    return switch (code) {
      case 0, 2 -> 1;
      case 1 -> 1000;
      case 3 -> 0.001;
      default -> throw new NiftiException("its unit of length is not known");
    };
  }

  private static double[][] sform(ByteBuffer bytes, double perUnit) {
    double[][] rows = new double[3][4];
    for (int row = 0; row < 3; row++) {
      for (int column = 0; column < 4; column++) {
        rows[row][column] = bytes.getFloat(280 + 16 * row + 4 * column) * perUnit;
      }
    }
    return rows;
  }

  /// nifti1.h, METHOD 2: a unit quaternion, of which a is implied, and `pixdim[0]` as the sign of k.
  private static double[][] qform(ByteBuffer bytes, double[] pixdim, double perUnit)
      throws NiftiException {
    double b = bytes.getFloat(256);
    double c = bytes.getFloat(260);
    double d = bytes.getFloat(264);
    double rest = 1 - (b * b + c * c + d * d);
    if (!(rest > -1e-5)) {
      throw new NiftiException("its rotation is none");
    }
    double a = Math.sqrt(Math.max(0, rest));
    double sign = bytes.getFloat(76) < 0 ? -1 : 1;
    double[][] rotation = {
      {a * a + b * b - c * c - d * d, 2 * (b * c - a * d), 2 * (b * d + a * c)},
      {2 * (b * c + a * d), a * a + c * c - b * b - d * d, 2 * (c * d - a * b)},
      {2 * (b * d - a * c), 2 * (c * d + a * b), a * a + d * d - c * c - b * b}
    };
    double[][] rows = new double[3][4];
    for (int row = 0; row < 3; row++) {
      rows[row][0] = rotation[row][0] * pixdim[0];
      rows[row][1] = rotation[row][1] * pixdim[1];
      rows[row][2] = rotation[row][2] * pixdim[2] * sign;
      rows[row][3] = bytes.getFloat(268 + 4 * row) * perUnit;
    }
    return rows;
  }

  private static void requireExtent(double[][] m, double[] spacing) throws NiftiException {
    double determinant =
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
            - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
            + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
    if (!(Math.abs(determinant) > 1e-3 * spacing[0] * spacing[1] * spacing[2])
        || !Double.isFinite(m[0][3] + m[1][3] + m[2][3])) {
      throw new NiftiException("its axes do not span a volume");
    }
  }

  private static double square(double v) {
    return v * v;
  }
}
