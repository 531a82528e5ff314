package health.cairn.imaging.fuse;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// If this, then that.
///
/// @param weight 0..1, what the rule counts at most
/// @param because one sentence for the reader; may be empty
public record Rule(String name, double weight, Antecedent when, List<Then> then, String because) {

  public Rule {
    then = List.copyOf(then);
    if (then.isEmpty() || !(weight >= 0 && weight <= 1)) {
      throw new IllegalArgumentException("rule \"" + name + "\": weight 0 to 1, and a \"then\"");
    }
  }

  /// What follows for one output.
  public sealed interface Then {
    String output();

    String text();
  }

  /// "trust is low" (Mamdani).
  public record IsTerm(String output, String term) implements Then {
    @Override
    public String text() {
      return output + " is " + term;
    }
  }

  /// "glioma = 0.5 + 0.2 * area" (Sugeno; order 0 without coefficients, order 1 with).
  public record Equals(String output, double constant, Map<String, Double> coefficients)
      implements Then {
    public Equals {
      coefficients = Map.copyOf(coefficients);
    }

    @Override
    public String text() {
      StringBuilder text = new StringBuilder(output + " = " + Membership.number(constant));
      new TreeMap<>(coefficients)
          .forEach(
              (input, factor) ->
                  text.append(" + ").append(Membership.number(factor)).append(" * ").append(input));
      return text.toString();
    }

    /// NaN when it depends on something unknown.
    double value(Map<String, Double> inputs) {
      double sum = constant;
      for (Map.Entry<String, Double> factor : coefficients.entrySet()) {
        sum += factor.getValue() * inputs.getOrDefault(factor.getKey(), Double.NaN);
      }
      return sum;
    }
  }

  Rule withThen(List<Then> changed) {
    return new Rule(name, weight, when, changed, because);
  }
}
