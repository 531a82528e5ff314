package health.cairn.imaging.evaluate;

/// What is known about whether a model learnt from the patient it is judged on.
public enum Exposure {
  /// The networks that answered were certainly not trained on this patient.
  UNSEEN("unseen"),
  /// The networks that answered were trained on this patient: the figure says nothing about others.
  SEEN("seen"),
  /// The model's card does not say what it was trained on.
  UNKNOWN("unknown");

  private final String word;

  Exposure(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /// Of two models that answered for one case, what holds of both.
  Exposure and(Exposure other) {
    if (this == SEEN || other == SEEN) {
      return SEEN;
    }
    return this == UNKNOWN || other == UNKNOWN ? UNKNOWN : UNSEEN;
  }
}
