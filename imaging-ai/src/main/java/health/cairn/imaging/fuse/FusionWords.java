package health.cairn.imaging.fuse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An answer in one to three sentences: what is said or why not, who says so, what the outline adds.
final class FusionWords {
  private static final double WORTH_SAYING = 0.05;

  private FusionWords() {}

  static List<String> of(
      TumourClass best,
      double[] fused,
      Map<String, double[]> calibrated,
      Optional<Abstention> abstention,
      List<Firing> hints,
      List<Firing> doubts) {
    List<String> sentences = new ArrayList<>();
    String share = percent(fused[best.index()]);
    if (abstention.isEmpty()) {
      sentences.add("Most probably " + best.inWords() + " (" + share + ").");
    } else {
      Abstention reason = abstention.get();
      String because =
          doubts.stream()
              .filter(f -> Abstention.of(f.rule()).equals(abstention) && f.strength() > 0)
              .filter(f -> !f.rule().because().isEmpty())
              .max(Comparator.comparingDouble(Firing::strength))
              .map(f -> " (" + f.rule().because() + ")")
              .orElse("");
      String sentence = reason.sentence();
      sentences.add(
          "No class is named: "
              + Character.toLowerCase(sentence.charAt(0))
              + sentence.substring(1, sentence.length() - 1)
              + because
              + ".");
    }
    sentences.add(votes(calibrated));
    hint(best, hints).ifPresent(sentences::add);
    return sentences;
  }

  private static String votes(Map<String, double[]> calibrated) {
    Map<TumourClass, List<String>> votes = new LinkedHashMap<>();
    calibrated.forEach(
        (member, p) -> {
          int k = FusionInputs.best(p);
          votes
              .computeIfAbsent(TumourClass.at(k), c -> new ArrayList<>())
              .add(member + " " + percent(p[k]));
        });
    List<String> parts = new ArrayList<>();
    votes.forEach((said, who) -> parts.add(said.inWords() + ": " + String.join(", ", who)));
    return votes.size() == 1 && calibrated.size() > 1
        ? "All " + calibrated.size() + " models say " + parts.getFirst() + "."
        : "The models say " + String.join("; ", parts) + ".";
  }

  /// The rule that moved the named class most, with its direction.
  private static Optional<String> hint(TumourClass best, List<Firing> hints) {
    @Nullable Firing strongest = null;
    double most = WORTH_SAYING;
    double moved = 0;
    for (Firing firing : hints) {
      double effect = effect(best, firing);
      if (Math.abs(effect) > most && !firing.rule().because().isEmpty()) {
        most = Math.abs(effect);
        moved = effect;
        strongest = firing;
      }
    }
    return strongest == null
        ? Optional.empty()
        : Optional.of(
            (moved > 0 ? "For it speaks that " : "Against it speaks that ")
                + strongest.rule().because()
                + " ("
                + percent(strongest.strength())
                + ").");
  }

  /// How far a rule moved a class against the mean of all classes, in natural logarithms of odds.
  private static double effect(TumourClass best, Firing firing) {
    double own = 0;
    double all = 0;
    for (Rule.Then then : firing.rule().then()) {
      if (then instanceof Rule.Equals equals) {
        own += equals.output().equals(best.word()) ? equals.constant() : 0;
        all += equals.constant();
      }
    }
    return firing.strength() * (own - all / FusionInputs.CLASSES);
  }

  private static String percent(double share) {
    return Math.round(share * 100) + " %";
  }
}
