package health.cairn.imaging.fuse;

import java.util.List;
import java.util.Optional;

/// What an image may show, in the order in which members give their probabilities.
public enum TumourClass {
  GLIOMA(0, "glioma", "a glioma"),
  MENINGIOMA(1, "meningioma", "a meningioma"),
  PITUITARY(2, "pituitary", "a pituitary tumour"),
  NONE(3, "none", "no tumour");

  private static final List<TumourClass> IN_ORDER = List.of(GLIOMA, MENINGIOMA, PITUITARY, NONE);

  private final int index;
  private final String word;
  private final String inWords;

  TumourClass(int index, String word, String inWords) {
    this.index = index;
    this.word = word;
    this.inWords = inWords;
  }

  /// All words, in the order of a list of probabilities.
  public static List<String> words() {
    return IN_ORDER.stream().map(TumourClass::word).toList();
  }

  /// Where it stands in a list of probabilities.
  public int index() {
    return index;
  }

  /// The class of a place in such a list.
  public static TumourClass at(int index) {
    return IN_ORDER.get(index);
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
