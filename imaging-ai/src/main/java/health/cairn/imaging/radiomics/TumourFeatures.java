package health.cairn.imaging.radiomics;

import health.cairn.imaging.classify.SliceSample;
import java.util.BitSet;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What the classical classifier knows of an outlined tumour on one slice: PyRadiomics' features of it
/// (`original_...`), and two groups that are not PyRadiomics': the tissue around it (`rim_...`) and
/// where it lies in the head (`head_...`). The same code writes the training table and serves the
/// program.
public final class TumourFeatures {
  /// At most 26 levels over the slice's range: fine enough for texture, coarser than noise.
  private static final Binning BINS = new Binning.BinWidth(0.04);

  /// Smaller regions have no texture to speak of: 12 pixels are 11 mm2.
  static final int MIN_PIXELS = 12;

  private static final int NEAR = 4;
  private static final int FAR = 10;
  private static final int INNER = 3;

  private TumourFeatures() {}

  ///
  /// @return features by name in a fixed order, all finite; empty where nothing was outlined, or next
  ///   to nothing. Of several outlined parts the largest is measured.
  public static Optional<Map<String, Double>> of(SliceSample sample) {
    CanonicalSlice slice = CanonicalSlice.of(sample);
    BitSet tumour = Pixels.largestPart(slice.region());
    if (tumour.cardinality() < MIN_PIXELS) {
      return Optional.empty();
    }
    Map<String, Double> features =
        new LinkedHashMap<>(Radiomics.features(slice.measured(tumour), BINS));
    Head head = Head.of(slice);
    rim(features, slice, head, tumour);
    position(features, slice, head, tumour);
    return Optional.of(Collections.unmodifiableMap(features));
  }

  private static void rim(Map<String, Double> out, CanonicalSlice slice, Head head, BitSet tumour) {
    BitSet near = Pixels.grown(tumour, NEAR);
    BitSet ring = Pixels.without(near, tumour);
    BitSet beyond = Pixels.without(Pixels.grown(near, FAR - NEAR), near);
    BitSet core = Pixels.shrunk(tumour, INNER);
    BitSet edge = Pixels.without(tumour, core);
    double inside = mean(slice, tumour);
    statistics(out, "rim_near_", slice, ring);
    statistics(out, "rim_far_", slice, beyond);
    out.put("rim_EdgeMean", mean(slice, edge));
    out.put("rim_CoreMean", core.isEmpty() ? mean(slice, edge) : mean(slice, core));
    out.put("rim_EdgeMinusCore", core.isEmpty() ? 0 : mean(slice, edge) - mean(slice, core));
    out.put("rim_InsideMinusNear", inside - mean(slice, ring));
    out.put("rim_InsideMinusFar", inside - mean(slice, beyond));
    BitSet tissue = Pixels.without(head.pixels(), tumour);
    out.put("rim_InsideMinusHead", inside - mean(slice, tissue));
  }

  private static void statistics(
      Map<String, Double> out, String prefix, CanonicalSlice slice, BitSet pixels) {
    if (pixels.isEmpty()) {
      // The region fills the slice; there is nothing around it.
      pixels.set(0);
    }
    Map<String, Double> all = new LinkedHashMap<>();
    Radiomics.firstOrder(all, prefix, slice.measured(pixels), BINS);
    for (String name :
        new String[] {
          "10Percentile",
          "90Percentile",
          "Entropy",
          "InterquartileRange",
          "Mean",
          "Skewness",
          "Variance"
        }) {
      out.put(prefix + name, all.getOrDefault(prefix + name, 0.0));
    }
  }

  private static void position(
      Map<String, Double> out, CanonicalSlice slice, Head head, BitSet tumour) {
    double sx = 0;
    double sy = 0;
    double top = Double.POSITIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    BitSet outside = (BitSet) head.pixels().clone();
    outside.flip(0, CanonicalSlice.SIZE * CanonicalSlice.SIZE);
    for (int at = tumour.nextSetBit(0); at >= 0; at = tumour.nextSetBit(at + 1)) {
      int row = at / CanonicalSlice.SIZE;
      double y = row + 0.5;
      sx += at % CanonicalSlice.SIZE + 0.5;
      sy += y;
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    int n = tumour.cardinality();
    double x = sx / n;
    double yMean = sy / n;
    double edgeMm = CanonicalSlice.PIXEL_MM * stepsTo(tumour, outside);
    double dx = (x - head.centre(0)) / head.half(0);
    double dy = (yMean - head.centre(1)) / head.half(1);
    out.put("head_LateralOffset", Math.abs(dx));
    out.put("head_HeightOffset", dy);
    out.put("head_RadialOffset", Math.hypot(dx, dy));
    out.put("head_TopOffset", (top - head.centre(1)) / head.half(1));
    out.put("head_BottomOffset", (bottom - head.centre(1)) / head.half(1));
    out.put("head_SurfaceDistanceMm", edgeMm);
    out.put("head_AreaShare", n / (double) Math.max(n, head.pixels().cardinality()));
    out.put("head_Aspect", head.half(0) / head.half(1));
    out.put("head_HalfWidthMm", head.half(0) * CanonicalSlice.PIXEL_MM);
    out.put("head_HalfHeightMm", head.half(1) * CanonicalSlice.PIXEL_MM);
    out.put("head_MirrorCorrelation", head.symmetry(slice));
  }

  /// How many pixels a region must grow until it reaches another set; bounded.
  private static int stepsTo(BitSet from, BitSet to) {
    BitSet grown = from;
    for (int steps = 0; steps < 64; steps += 2) {
      if (grown.intersects(to)) {
        return steps;
      }
      grown = Pixels.grown(grown, 2);
    }
    return 64;
  }

  private static double mean(CanonicalSlice slice, BitSet pixels) {
    double sum = 0;
    for (int at = pixels.nextSetBit(0); at >= 0; at = pixels.nextSetBit(at + 1)) {
      sum += slice.values()[at];
    }
    return pixels.isEmpty() ? 0 : sum / pixels.cardinality();
  }
}
