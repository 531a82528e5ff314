package health.cairn.imaging.uncertainty;

import java.util.ArrayList;
import java.util.List;

/// What is gained by not answering where one is unsure: for each share of answered images, the share
/// of errors among them (El-Yaniv and Wiener 2010).
///
/// @param points from the surest image to all of them; images of equal confidence are answered
///   together
/// @param area mean risk over coverages, weighted by the images a point adds (AURC, Geifman et al.
///   2019); 0 is best
/// @param errorAuroc chance that a wrong answer is less confident than a right one, ties half; NaN
///   when all are right or all are wrong
public record RiskCoverage(List<Point> points, double area, double errorAuroc) {
  public RiskCoverage {
    points = List.copyOf(points);
  }

  /// @param confidence answered from here up
  /// @param coverage share that is answered, 0..1
  /// @param risk share of errors among the answered, 0..1
  public record Point(double confidence, double coverage, double risk) {}

  /// @param confidence of each image, larger is surer
  /// @param right whether the answer was right
  public static RiskCoverage of(double[] confidence, boolean[] right) {
    if (confidence.length == 0 || confidence.length != right.length) {
      throw new IllegalArgumentException(confidence.length + " values, " + right.length);
    }
    int[] order = Ranks.ascending(confidence);
    List<Point> points = new ArrayList<>();
    double area = 0;
    int errors = 0;
    int added = 0;
    for (int at = order.length - 1; at >= 0; at--) {
      errors += right[order[at]] ? 0 : 1;
      added++;
      if (at == 0 || confidence[order[at - 1]] != confidence[order[at]]) {
        int answered = order.length - at;
        double risk = errors / (double) answered;
        points.add(new Point(confidence[order[at]], answered / (double) order.length, risk));
        area += risk * added / order.length;
        added = 0;
      }
    }
    boolean[] wrong = new boolean[right.length];
    double[] doubt = new double[right.length];
    for (int i = 0; i < right.length; i++) {
      wrong[i] = !right[i];
      doubt[i] = -confidence[i];
    }
    return new RiskCoverage(points, area, Ranks.auroc(doubt, wrong));
  }

  /// The largest share that can be answered with at most this risk; 0 when none can.
  public double coverageAt(double risk) {
    return points.stream()
        .filter(point -> point.risk() <= risk)
        .mapToDouble(Point::coverage)
        .max()
        .orElse(0);
  }

  /// The confidence from which on at most this risk is taken; infinite when it never is.
  public double thresholdAt(double risk) {
    return points.stream()
        .filter(point -> point.risk() <= risk)
        .mapToDouble(Point::confidence)
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }
}
