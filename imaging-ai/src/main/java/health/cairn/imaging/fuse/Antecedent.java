package health.cairn.imaging.fuse;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The "if" of a rule.
public sealed interface Antecedent {
  /// @param inputs by name; a missing one or NaN is unknown
  /// @return 0..1, NaN when it depends on something unknown
  double degree(Map<String, Variable> variables, Map<String, Double> inputs, Norm norm);

  /// As in a rule text.
  String text();

  /// The words it asks for, in the order of its text.
  List<Is> asked();

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
    public List<Is> asked() {
      return List.of();
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
    public List<Is> asked() {
      return List.of(this);
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
    public List<Is> asked() {
      return inner.asked();
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
    public List<Is> asked() {
      return joined(first, second);
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
    public List<Is> asked() {
      return joined(first, second);
    }
  }

  private static String inParens(Antecedent part) {
    return "(" + part.text() + ")";
  }

  private static List<Is> joined(Antecedent first, Antecedent second) {
    return Stream.concat(first.asked().stream(), second.asked().stream()).toList();
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
