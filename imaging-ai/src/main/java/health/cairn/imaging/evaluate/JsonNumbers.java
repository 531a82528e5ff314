package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.imaging.measure.Interval;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Optional;

/// Numbers as `metrics.json` has them: four places, null for what is not a number.
final class JsonNumbers {
  private JsonNumbers() {}

  static void number(ObjectNode node, String name, double value) {
    if (Double.isNaN(value)) {
      node.putNull(name);
    } else {
      node.put(name, rounded(value));
    }
  }

  static void interval(ObjectNode node, String name, Optional<Interval> interval) {
    if (interval.isPresent()) {
      node.putArray(name).add(rounded(interval.get().low())).add(rounded(interval.get().high()));
    } else {
      node.putNull(name);
    }
  }

  static double median(double[] values) {
    if (values.length == 0) {
      return Double.NaN;
    }
    double[] ascending = values.clone();
    Arrays.sort(ascending);
    return Bootstrap.quantile(ascending, 0.5);
  }

  static double rounded(double value) {
    return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN).doubleValue();
  }
}
