package health.cairn.imaging.inference;

import java.nio.FloatBuffer;
import java.util.Arrays;

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

  /// Writes the network's image.
  ///
  /// @param values `rows * columns` intensities, rows after one another, any unit
  /// @param target takes `size * size` values in 0..1
  public void write(double[] values, FloatBuffer target) {
    requireLength(values.length, rows * columns);
    double[] resampled = down.downColumns(across.alongRows(values, rows), input.size());
    double[] sorted = resampled.clone();
    Arrays.sort(sorted);
    double low = sorted[(int) Math.floor(input.lowPercentile() * (sorted.length - 1))];
    double high = high(sorted, low);
    for (double value : resampled) {
      target.put(high <= low ? 0f : (float) Math.clamp((value - low) / (high - low), 0.0, 1.0));
    }
  }

  private double high(double[] sorted, double low) {
    double mean = Arrays.stream(sorted).sum() / sorted.length;
    int firstAbove = sorted.length;
    while (firstAbove > 0 && sorted[firstAbove - 1] > mean) {
      firstAbove--;
    }
    int bright = sorted.length - firstAbove;
    return bright == 0
        ? low
        : sorted[firstAbove + (int) Math.floor(input.highPercentile() * (bright - 1))];
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
