package health.cairn.imaging.classify;

/// Why no class is named on a slice however sure the answer is, and whoever answers.
public enum Veto {
  NOT_A_HEAD("This does not look like a head MR."),
  NOVEL("This image is not like anything the models were trained on.");

  /// From this novelty on a slice counts as unlike the training slices: where the shipped rules' word
  /// "high" (0.98 to 0.999) reaches their constant `veto` (0.5).
  public static final double LEAST_NOVELTY = 0.9895;

  private final String sentence;

  Veto(String sentence) {
    this.sentence = sentence;
  }

  /// For the reader.
  public String sentence() {
    return sentence;
  }
}
