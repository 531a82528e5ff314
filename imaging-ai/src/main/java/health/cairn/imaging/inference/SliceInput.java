package health.cairn.imaging.inference;

import java.nio.FloatBuffer;

/// Brings slices of one size to a model's input and its maps back, as the card's `input.steps` and
/// `backToSource` say. `imaging-ai/training/tumour/preprocess.py` is the reference that golden files
/// compare this with. Immutable.
public final class SliceInput {
  private final ModelInput.Slices input;
  private final int rows;
  private final int columns;
  private final AxisWeights down;
  private final AxisWeights across;
  private final AxisWeights backDown;
  private final AxisWeights backAcross;

  private SliceInput(
      ModelInput.Slices input, int rows, int columns, double extentRows, double extentColumns) {
    this.input = input;
    this.rows = rows;
    this.columns = columns;
    this.down = AxisWeights.toNetwork(rows, extentRows, input.size());
    this.across = AxisWeights.toNetwork(columns, extentColumns, input.size());
    this.backDown = AxisWeights.fromNetwork(rows, extentRows, input.size());
    this.backAcross = AxisWeights.fromNetwork(columns, extentColumns, input.size());
  }

  /// For slices whose pixels have a known size.
  ///
  /// @param rowSpacingMm from one row to the next
  /// @param columnSpacingMm from one column to the next
  public static SliceInput ofSpacing(
      ModelInput.Slices input, int rows, int columns, double rowSpacingMm, double columnSpacingMm) {
    return new SliceInput(
        input,
        rows,
        columns,
        input.fieldOfViewMm() / rowSpacingMm,
        input.fieldOfViewMm() / columnSpacingMm);
  }

  /// For pictures without a spacing: the field of view is the longer side.
  public static SliceInput ofPicture(ModelInput.Slices input, int rows, int columns) {
    double side = Math.max(rows, columns);
    return new SliceInput(input, rows, columns, side, side);
  }

  /// Writes the network's image of one channel, with an intensity range of its own.
  ///
  /// @param values `rows * columns` intensities, rows after one another, any unit
  /// @param target takes `size * size` values in 0..1
  public void write(double[] values, FloatBuffer target) {
    double[] resampled = toNetwork(values);
    range(resampled.clone()).write(resampled, target);
  }

  /// The slice, or a map of it, at the network's size, in its own unit.
  ///
  /// @param values `rows * columns` values, rows after one another
  /// @return `size * size` values, rows after one another
  public double[] toNetwork(double[] values) {
    requireLength(values.length, rows * columns);
    return down.downColumns(across.alongRows(values, rows), input.size());
  }

  /// The range that becomes 0..1, of all pixels of a slice or of a stack.
  ///
  /// @param values resampled pixels; sorted by this call
  IntensityRange range(double[] values) {
    return IntensityRange.of(values, input.lowPercentile(), input.highPercentile());
  }

  /// A map of the network on the slice's own pixels; 0 outside the field of view.
  ///
  /// @param map `size * size` values, rows after one another
  /// @return `rows * columns` values, rows after one another
  public double[] toSource(double[] map) {
    requireLength(map.length, input.size() * input.size());
    return backDown.downColumns(backAcross.alongRows(map, input.size()), columns);
  }

  private static void requireLength(int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(actual + " values where " + expected + " are expected");
    }
  }
}
