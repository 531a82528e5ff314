package health.cairn.imaging.evaluate.metric;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// What abstaining buys: the share of errors among the answered, as the least certain are left to a
/// person (El-Yaniv and Wiener, JMLR 2010, 11:1605; area: Geifman et al., ICLR 2019).
///
/// @param points by falling coverage, at most one for every 5 % of coverage
/// @param area mean risk over all coverages, lower is better
public record RiskCoverage(List<Point> points, double area) {
  private static final int STEPS = 20;

  /// @param coverage share of cases answered, 0..1
  /// @param risk share of wrong ones among them, 0..1
  /// @param confidence of the least certain case that is answered
  public record Point(double coverage, double risk, double confidence) {}

  public RiskCoverage {
    points = List.copyOf(points);
  }

  /// @param confidence of each case, any scale; equal ones keep their order
  public static RiskCoverage of(double[] confidence, boolean[] right) {
    if (confidence.length != right.length || confidence.length == 0) {
      throw new IllegalArgumentException("no cases, or of different number");
    }
    int n = confidence.length;
    int[] order =
        IntStream.range(0, n)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -confidence[i]))
            .mapToInt(i -> i)
            .toArray();
    double[] risk = new double[n];
    double area = 0;
    int wrong = 0;
    for (int i = 0; i < n; i++) {
      wrong += right[order[i]] ? 0 : 1;
      risk[i] = wrong / (double) (i + 1);
      area += risk[i] / n;
    }
    List<Point> points = new ArrayList<>();
    for (int step = STEPS; step > 0; step--) {
      int answered = (int) Math.ceil(step * (double) n / STEPS);
      Point point =
          new Point(answered / (double) n, risk[answered - 1], confidence[order[answered - 1]]);
      if (points.isEmpty() || points.getLast().coverage() > point.coverage()) {
        points.add(point);
      }
    }
    return new RiskCoverage(points, area);
  }
}
