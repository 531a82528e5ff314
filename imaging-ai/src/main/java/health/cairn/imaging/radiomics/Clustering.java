package health.cairn.imaging.radiomics;

/// How pixels are grouped without labels.
public enum Clustering {
  K_MEANS("k-means"),
  FUZZY_C_MEANS("fuzzy-c-means");

  private final String word;

  Clustering(String word) {
    this.word = word;
  }

  /// As on a command line.
  public String word() {
    return word;
  }
}
