package health.cairn.imaging.radiomics;

/// How intensities become grey levels 1, 2, ... for histograms and texture.
public sealed interface Binning {
  /// More levels than this are refused: matrices grow with their square.
  int MAX_LEVELS = 2048;

  /// Bins of one width whose edges are multiples of the width, as PyRadiomics lays them: level =
  /// floor(x / width) - floor(min / width) + 1. The IBSI's fixed bin size starts at the region's
  /// minimum instead; the two agree where the minimum is a multiple of the width.
  ///
  /// @param width in the unit of the intensities
  record BinWidth(double width) implements Binning {
    public BinWidth {
      if (!(width > 0) || Double.isInfinite(width)) {
        throw new IllegalArgumentException("bin width " + width);
      }
    }
  }

  /// A fixed number of bins between the region's minimum and maximum (IBSI 2.7.1).
  record BinCount(int bins) implements Binning {
    public BinCount {
      if (bins < 1 || bins > MAX_LEVELS) {
        throw new IllegalArgumentException(bins + " bins");
      }
    }
  }
}
