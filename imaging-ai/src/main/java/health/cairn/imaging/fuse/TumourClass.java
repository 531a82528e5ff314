package health.cairn.imaging.fuse;

import java.util.Optional;

/// What an image may show, in the order in which members give their probabilities.
public enum TumourClass {
  GLIOMA("glioma", "a glioma"),
  MENINGIOMA("meningioma", "a meningioma"),
  PITUITARY("pituitary", "a pituitary tumour"),
  NONE("none", "no tumour");

  private final String word;
  private final String inWords;

  TumourClass(String word, String inWords) {
    this.word = word;
    this.inWords = inWords;
  }

  /// As in files.
  public String word() {
    return word;
  }

  /// As in a sentence, with its article.
  public String inWords() {
    return inWords;
  }

  public static Optional<TumourClass> of(String word) {
    for (TumourClass value : values()) {
      if (value.word.equals(word)) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }
}
