package health.cairn.imaging.classify;

import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.SliceInput;
import java.util.BitSet;
import java.util.Optional;

/// One T1 slice after contrast agent as the members see it: pixels, their size where it is known, and
/// where a tumour was outlined. Immutable; any thread may read it.
public final class SliceSample {
  private final int rows;
  private final int columns;
  private final double[] values;
  private final Optional<PixelSpacing> spacing;
  private final BitSet region;

  /// Millimetres between pixel centres.
  ///
  /// @param rowMm from one row to the next
  /// @param columnMm from one column to the next
  public record PixelSpacing(double rowMm, double columnMm) {
    public PixelSpacing {
      if (!(rowMm > 0 && columnMm > 0 && rowMm < 1000 && columnMm < 1000)) {
        throw new IllegalArgumentException("pixel spacing " + rowMm + " x " + columnMm);
      }
    }
  }

  /// @param values `rows * columns` intensities in any unit, rows after one another; copied
  /// @param spacing empty for a picture without geometry: its longer side then is the field of view
  /// @param region set bits are the outlined pixels; copied; empty where nothing was outlined
  public SliceSample(
      int rows, int columns, double[] values, Optional<PixelSpacing> spacing, BitSet region) {
    if (rows < 1 || columns < 1 || values.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          values.length + " values for " + rows + " x " + columns + " pixels");
    }
    if (region.length() > values.length) {
      throw new IllegalArgumentException("the region reaches beyond the slice");
    }
    this.rows = rows;
    this.columns = columns;
    this.values = values.clone();
    this.spacing = spacing;
    this.region = (BitSet) region.clone();
  }

  /// How it comes to a network's size and back.
  public SliceInput input(ModelInput.Slices contract) {
    return spacing
        .map(s -> SliceInput.ofSpacing(contract, rows, columns, s.rowMm(), s.columnMm()))
        .orElseGet(() -> SliceInput.ofPicture(contract, rows, columns));
  }

  /// The same pixels with another outline.
  public SliceSample withRegion(BitSet outlined) {
    return new SliceSample(rows, columns, values, spacing, outlined);
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /// A copy, rows after one another.
  public double[] values() {
    return values.clone();
  }

  public double at(int row, int column) {
    return values[row * columns + column];
  }

  public Optional<PixelSpacing> spacing() {
    return spacing;
  }

  public boolean inRegion(int row, int column) {
    return region.get(row * columns + column);
  }

  /// A copy of the outlined pixels.
  public BitSet region() {
    return (BitSet) region.clone();
  }

  public boolean hasRegion() {
    return !region.isEmpty();
  }
}
