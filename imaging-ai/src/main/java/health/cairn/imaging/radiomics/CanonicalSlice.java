package health.cairn.imaging.radiomics;

import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.classify.SliceSample.PixelSpacing;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.SliceInput;
import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// A slice as the classifier measures it, whatever the scanner's matrix: 256 x 256 pixels that show
/// 250 mm, intensities 0..1 between the percentiles that the networks use too, and the region on the
/// same pixels.
final class CanonicalSlice {
  static final int SIZE = 256;
  static final double FIELD_OF_VIEW_MM = 250;
  static final double PIXEL_MM = FIELD_OF_VIEW_MM / SIZE;

  private static final ModelInput.Slices INPUT =
      new ModelInput.Slices(
          "image",
          SIZE,
          FIELD_OF_VIEW_MM,
          List.of(ModelInput.Channel.of("T1C")),
          0.01,
          0.995,
          ModelInput.Range.SLICE);

  private final double[] values;
  private final BitSet region;

  private CanonicalSlice(double[] values, BitSet region) {
    this.values = values;
    this.region = region;
  }

  static CanonicalSlice of(SliceSample sample) {
    Optional<PixelSpacing> spacing = sample.spacing();
    SliceInput input =
        spacing.isPresent()
            ? SliceInput.ofSpacing(
                INPUT,
                sample.rows(),
                sample.columns(),
                spacing.get().rowMm(),
                spacing.get().columnMm())
            : SliceInput.ofPicture(INPUT, sample.rows(), sample.columns());
    float[] image = new float[SIZE * SIZE];
    input.write(sample.values(), FloatBuffer.wrap(image));
    double[] values = new double[image.length];
    for (int i = 0; i < image.length; i++) {
      values[i] = image[i];
    }
    double longer = Math.max(sample.rows(), sample.columns());
    double extentRows = spacing.map(s -> FIELD_OF_VIEW_MM / s.rowMm()).orElse(longer);
    double extentColumns = spacing.map(s -> FIELD_OF_VIEW_MM / s.columnMm()).orElse(longer);
    BitSet region = new BitSet(SIZE * SIZE);
    for (int y = 0; y < SIZE; y++) {
      int row = source(y, sample.rows(), extentRows);
      for (int x = 0; row >= 0 && x < SIZE; x++) {
        int column = source(x, sample.columns(), extentColumns);
        if (column >= 0 && sample.inRegion(row, column)) {
          region.set(y * SIZE + x);
        }
      }
    }
    return new CanonicalSlice(values, region);
  }

  /// The source pixel under the centre of a target pixel; -1 outside the slice.
  private static int source(int target, int pixels, double extent) {
    double at = (pixels - extent) / 2 + (target + 0.5) * extent / SIZE;
    return at >= 0 && at < pixels ? (int) at : -1;
  }

  /// A set of this slice's pixels on the grid of the slice it was made from.
  BitSet onSource(BitSet pixels, SliceSample sample) {
    Optional<PixelSpacing> spacing = sample.spacing();
    double longer = Math.max(sample.rows(), sample.columns());
    double extentRows = spacing.map(s -> FIELD_OF_VIEW_MM / s.rowMm()).orElse(longer);
    double extentColumns = spacing.map(s -> FIELD_OF_VIEW_MM / s.columnMm()).orElse(longer);
    BitSet bits = new BitSet();
    for (int row = 0; row < sample.rows(); row++) {
      int y = target(row, sample.rows(), extentRows);
      for (int column = 0; y >= 0 && column < sample.columns(); column++) {
        int x = target(column, sample.columns(), extentColumns);
        bits.set(row * sample.columns() + column, x >= 0 && pixels.get(y * SIZE + x));
      }
    }
    return bits;
  }

  /// The target pixel that holds the centre of a source pixel; -1 outside the field of view.
  private static int target(int source, int pixels, double extent) {
    double at = (source + 0.5 - (pixels - extent) / 2) * SIZE / extent;
    return at >= 0 && at < SIZE ? (int) at : -1;
  }

  double[] values() {
    return values;
  }

  double at(int x, int y) {
    return values[y * SIZE + x];
  }

  BitSet region() {
    return region;
  }

  Region measured(BitSet pixels) {
    return Region.ofSlice(SIZE, SIZE, values, pixels, PIXEL_MM, PIXEL_MM);
  }
}
