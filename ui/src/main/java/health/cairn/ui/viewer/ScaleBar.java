package health.cairn.ui.viewer;

/// A length of a round number of millimetres that fits in a picture.
public record ScaleBar(double lengthMm, double lengthPx) {
  private static final double[] STEPS = {1, 2, 5};

  /// The longest bar of 1, 2 or 5 times a power of ten that is no longer than `maxPx`.
  public static ScaleBar of(double pxPerMm, double maxPx) {
    double decade = Math.pow(10, Math.floor(Math.log10(maxPx / pxPerMm)));
    double best = decade;
    for (double step : STEPS) {
      if (step * decade * pxPerMm <= maxPx) {
        best = step * decade;
      }
    }
    return new ScaleBar(best, best * pxPerMm);
  }
}
