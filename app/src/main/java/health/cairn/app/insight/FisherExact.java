package health.cairn.app.insight;

/// Fisher's exact test of two rates, two-sided (all tables that are no likelier than the one seen).
final class FisherExact {
  private static final double ROUNDING = 1 + 1e-7;

  private FisherExact() {}

  /// @param first how many of `ofFirst`
  /// @param second how many of `ofSecond`
  static double pValue(int first, int ofFirst, int second, int ofSecond) {
    int hits = first + second;
    double seen = logTable(first, ofFirst, hits, ofSecond);
    double sum = 0;
    for (int k = Math.max(0, hits - ofSecond); k <= Math.min(hits, ofFirst); k++) {
      double log = logTable(k, ofFirst, hits, ofSecond);
      if (Math.exp(log - seen) <= ROUNDING) {
        sum += Math.exp(log);
      }
    }
    return Math.min(1, sum);
  }

  private static double logTable(int first, int ofFirst, int hits, int ofSecond) {
    return logChoose(ofFirst, first)
        + logChoose(ofSecond, hits - first)
        - logChoose(ofFirst + ofSecond, hits);
  }

  private static double logChoose(int n, int k) {
    double sum = 0;
    for (int i = 1; i <= k; i++) {
      sum += Math.log(n - k + i) - Math.log(i);
    }
    return sum;
  }
}
