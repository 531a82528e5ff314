package health.cairn.imaging.radiomics;

/// Logarithms to the base 2, in which the IBSI measures entropy.
final class Logs {
  private static final double LN2 = Math.log(2);

  private Logs() {}

  static double log2(double value) {
    return Math.log(value) / LN2;
  }

  /// -p log2 p, and 0 for p = 0. PyRadiomics adds 2.2e-16 to p instead, which changes nothing within
  /// the digits of any reference.
  static double entropyTerm(double p) {
    return p > 0 ? -p * log2(p) : 0;
  }
}
