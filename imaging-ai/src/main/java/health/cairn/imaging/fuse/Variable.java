package health.cairn.imaging.fuse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A quantity with the words that are used of it.
///
/// @param meaning for the reader, with its unit
/// @param low end of its range; an input beyond it counts as the end
/// @param high the other end
public record Variable(String name, String meaning, double low, double high, List<Term> terms) {

  public Variable {
    terms = List.copyOf(terms);
    if (!(low < high)) {
      throw new IllegalArgumentException("\"" + name + "\" from " + low + " to " + high);
    }
    if (terms.stream().map(Term::word).distinct().count() < terms.size()) {
      throw new IllegalArgumentException("\"" + name + "\" has a term twice");
    }
  }

  /// One word with its meaning in numbers.
  public record Term(String word, Membership membership) {}

  public Optional<Term> term(String word) {
    return terms.stream().filter(term -> term.word().equals(word)).findFirst();
  }

  /// Every edge of its terms, each once.
  List<Membership.Edge> edges() {
    return terms.stream().flatMap(term -> term.membership().edges().stream()).distinct().toList();
  }

  /// The same with an edge moved in every term that has it, so that neighbouring words stay
  /// neighbours; empty where a term would turn over.
  Optional<Variable> moved(Membership.Edge edge, Membership.Edge to) {
    List<Term> changed = new ArrayList<>();
    for (Term term : terms) {
      Optional<Membership> moved = term.membership().moved(edge, to);
      if (moved.isEmpty()) {
        return Optional.empty();
      }
      changed.add(new Term(term.word(), moved.get()));
    }
    return Optional.of(new Variable(name, meaning, low, high, changed));
  }
}
