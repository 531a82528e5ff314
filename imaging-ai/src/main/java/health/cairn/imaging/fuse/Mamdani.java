package health.cairn.imaging.fuse;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Mamdani and Assilian (1975): each rule clips its output's term at its strength, the clipped terms
/// are joined by the maximum, and the answer is the centre of area.
public final class Mamdani {
  /// Steps over an output's range; the centre is exact to about a thousandth of it.
  private static final int STEPS = 1000;

  private Mamdani() {}

  /// @param values inputs by name; missing or NaN is unknown
  public static Inference infer(RuleBase base, Map<String, Double> values) {
    List<Firing> firings = base.fire(values);
    Map<String, Double> outputs = new HashMap<>();
    for (Variable output : base.outputs()) {
      double area = 0;
      double moment = 0;
      double width = (output.high() - output.low()) / STEPS;
      for (int step = 0; step < STEPS; step++) {
        double x = output.low() + (step + 0.5) * width;
        double height = height(output, firings, x);
        area += height;
        moment += height * x;
      }
      if (area > 0) {
        outputs.put(output.name(), moment / area);
      }
    }
    return new Inference(outputs, firings);
  }

  private static double height(Variable output, List<Firing> firings, double x) {
    double height = 0;
    for (Firing firing : firings) {
      for (Rule.Then then : firing.rule().then()) {
        if (then instanceof Rule.IsTerm is && is.output().equals(output.name())) {
          Membership term = output.term(is.term()).orElseThrow().membership();
          height = Math.max(height, Math.min(firing.strength(), term.at(x)));
        }
      }
    }
    return height;
  }
}
