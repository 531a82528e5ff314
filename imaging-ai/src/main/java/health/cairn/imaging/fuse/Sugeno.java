package health.cairn.imaging.fuse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Takagi and Sugeno (1985): each rule gives its outputs a number, the rules are combined by their
/// strengths.
public final class Sugeno {
  private Sugeno() {}

  /// @param values inputs by name; missing or NaN is unknown
  public static Inference infer(RuleBase base, Map<String, Double> values) {
    List<Firing> firings = base.fire(values);
    Map<String, Double> outputs = new HashMap<>();
    for (Variable output : base.outputs()) {
      double sum = 0;
      double strengths = 0;
      for (Firing firing : firings) {
        for (Rule.Then then : firing.rule().then()) {
          if (then instanceof Rule.Equals equals && equals.output().equals(output.name())) {
            double value = equals.value(values);
            if (!Double.isNaN(value)) {
              sum += firing.strength() * value;
              strengths += firing.strength();
            }
          }
        }
      }
      if (base.combine() == RuleBase.Combine.SUM) {
        outputs.put(output.name(), sum);
      } else if (strengths > 0) {
        outputs.put(output.name(), sum / strengths);
      }
    }
    return new Inference(outputs, firings);
  }
}
