package health.cairn.imaging.fuse;

import health.cairn.imaging.classify.Veto;
import java.util.Optional;

/// Why no class is named.
public enum Abstention {
  NOT_A_HEAD("not-a-head", Veto.NOT_A_HEAD.sentence(), true),
  NOVEL("novel", Veto.NOVEL.sentence(), true),
  MEMBERS_DISAGREE("members-disagree", "The models disagree.", false),
  IMAGE_QUALITY("image-quality", "The image's quality is too low to be followed.", false),
  UNSURE("unsure", "No type stands out in what the models say together.", false);

  private final String word;
  private final String sentence;
  private final boolean veto;

  Abstention(String word, String sentence, boolean veto) {
    this.word = word;
    this.sentence = sentence;
    this.veto = veto;
  }

  /// A trust rule whose name is this word, or begins with it and a dot, speaks for this reason.
  public String word() {
    return word;
  }

  /// For the reader.
  public String sentence() {
    return sentence;
  }

  /// Whether one such rule is enough, however sure the members are.
  public boolean veto() {
    return veto;
  }

  static Optional<Abstention> of(Rule rule) {
    for (Abstention reason : values()) {
      if (rule.name().equals(reason.word) || rule.name().startsWith(reason.word + ".")) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }
}
