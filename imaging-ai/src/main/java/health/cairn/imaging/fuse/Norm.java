package health.cairn.imaging.fuse;

/// How degrees are joined; NaN (unknown) stays unknown.
public enum Norm {
  /// AND is the smaller, OR the larger (Zadeh; Mamdani).
  MINIMUM("minimum"),
  /// AND is the product, OR the probabilistic sum: no input goes unheard.
  PRODUCT("product");

  private final String word;

  Norm(String word) {
    this.word = word;
  }

  /// As in a rule text.
  public String word() {
    return word;
  }

  double and(double a, double b) {
    return this == MINIMUM ? Math.min(a, b) : a * b;
  }

  double or(double a, double b) {
    return this == MINIMUM ? Math.max(a, b) : a + b - a * b;
  }
}
