package health.cairn.imaging.fuse;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The "if" of a rule.
public sealed interface Antecedent {
  /// @param inputs by name; a missing one or NaN is unknown
  /// @return 0..1, NaN when it depends on something unknown
  double degree(Map<String, Variable> variables, Map<String, Double> inputs, Norm norm);

  /// As in a rule text.
  String text();

  /// Names of the inputs it asks for.
  Set<String> inputs();

  /// Holds whatever is known.
  record Always() implements Antecedent {
    @Override
    public double degree(Map<String, Variable> variables, Map<String, Double> inputs, Norm norm) {
      return 1;
    }

    @Override
    public String text() {
      return "always";
    }

    @Override
    public Set<String> inputs() {
      return Set.of();
    }
  }

  /// "area is small".
  record Is(String variable, Hedge hedge, String term) implements Antecedent {
    @Override
    public double degree(Map<String, Variable> variables, Map<String, Double> inputs, Norm norm) {
      Variable asked = variables.get(variable);
      if (asked == null) {
        throw new IllegalStateException("no variable " + variable);
      }
      double x = Math.clamp(inputs.getOrDefault(variable, Double.NaN), asked.low(), asked.high());
      return hedge.of(asked.term(term).orElseThrow().membership().at(x));
    }

    @Override
    public String text() {
      return variable + " is " + (hedge == Hedge.PLAIN ? "" : hedge.word() + " ") + term;
    }

    @Override
    public Set<String> inputs() {
      return Set.of(variable);
    }
  }

  /// 1 - the degree.
  record Not(Antecedent inner) implements Antecedent {
    @Override
    public double degree(Map<String, Variable> variables, Map<String, Double> inputs, Norm norm) {
      return 1 - inner.degree(variables, inputs, norm);
    }

    @Override
    public String text() {
      return "not "
          + (inner instanceof Both || inner instanceof Either ? inParens(inner) : inner.text());
    }

    @Override
    public Set<String> inputs() {
      return inner.inputs();
    }
  }

  /// Both at once.
  record Both(Antecedent first, Antecedent second) implements Antecedent {
    @Override
    public double degree(Map<String, Variable> variables, Map<String, Double> inputs, Norm norm) {
      return norm.and(
          first.degree(variables, inputs, norm), second.degree(variables, inputs, norm));
    }

    @Override
    public String text() {
      return side(first) + " and " + (second instanceof Both ? inParens(second) : side(second));
    }

    private static String side(Antecedent part) {
      return part instanceof Either ? inParens(part) : part.text();
    }

    @Override
    public Set<String> inputs() {
      return union(first, second);
    }
  }

  /// One or the other.
  record Either(Antecedent first, Antecedent second) implements Antecedent {
    @Override
    public double degree(Map<String, Variable> variables, Map<String, Double> inputs, Norm norm) {
      return norm.or(first.degree(variables, inputs, norm), second.degree(variables, inputs, norm));
    }

    @Override
    public String text() {
      return first.text() + " or " + (second instanceof Either ? inParens(second) : second.text());
    }

    @Override
    public Set<String> inputs() {
      return union(first, second);
    }
  }

  private static String inParens(Antecedent part) {
    return "(" + part.text() + ")";
  }

  private static Set<String> union(Antecedent first, Antecedent second) {
    Set<String> all = new TreeSet<>(first.inputs());
    all.addAll(second.inputs());
    return all;
  }

  /// A word before a term that sharpens or widens it (Zadeh 1972).
  enum Hedge {
    PLAIN("", 1),
    VERY("very", 2),
    SOMEWHAT("somewhat", 0.5);

    private final String word;
    private final double power;

    Hedge(String word, double power) {
      this.word = word;
      this.power = power;
    }

    public String word() {
      return word;
    }

    double of(double degree) {
      return power == 1 ? degree : Math.pow(degree, power);
    }
  }
}
