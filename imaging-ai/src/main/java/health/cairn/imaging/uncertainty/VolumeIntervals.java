package health.cairn.imaging.uncertainty;

import health.cairn.imaging.measure.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// Intervals for a tumour's true volume from the predicted one: conformal, and wider for an outline
/// that the model itself doubts.
///
/// The logarithm of true over predicted volume is regressed on the outline's doubt ([OutlineDoubt]),
/// and so is the logarithm of what remains (its spread). The remainders in units of their spread, each
/// from a regression that did not see the patient, give the two conformal quantiles (Papadopoulos
/// 2008; cross-conformal as in Vovk 2015, nominal in practice). Volumes come in any one unit: nothing
/// but their ratio is used.
///
/// @param centre coefficients of 1 and doubt
/// @param spread coefficients of the same for the logarithm of the spread
/// @param low quantile of the standardised remainder, mostly negative
/// @param high the other one
/// @param mostDoubt the largest of the fit. More counts as this much: what lies beyond is not known, and
///   a line that is drawn on soon holds more than a head
public record VolumeIntervals(
    List<Double> centre, List<Double> spread, double low, double high, double mostDoubt) {
  private static final int TERMS = 2;
  private static final int PARTS = 5;
  private static final double RIDGE = 1e-3;
  private static final double LEAST_SPREAD = 0.01;

  /// Fewer cases than this promise nothing at 95 % on both sides.
  public static final int LEAST_CASES = 40;

  public VolumeIntervals {
    centre = List.copyOf(centre);
    spread = List.copyOf(spread);
    if (centre.size() != TERMS || spread.size() != TERMS || !(low <= high)) {
      throw new IllegalArgumentException("coefficients or quantiles that are none");
    }
  }

  /// One tumour of the fit.
  ///
  /// @param patient tumours of one patient stay together
  /// @param predicted volume, in the unit of `truth`
  /// @param doubt of the outline, 0..1
  public record Measured(String patient, double predicted, double truth, double doubt) {
    /// Whether its ratio says something: an interval says nothing about missed tumours and false marks.
    public boolean usable() {
      return predicted > 0 && truth > 0;
    }

    double logRatio() {
      return Math.log(truth / predicted);
    }
  }

  /// The same factors for every outline.
  ///
  /// @param factors above 0; the predicted volume times these is the interval
  public static VolumeIntervals constant(Interval factors) {
    return new VolumeIntervals(
        List.of(0.0, 0.0), List.of(0.0, 0.0), Math.log(factors.low()), Math.log(factors.high()), 1);
  }

  /// [#constant] factors that hold the truth of a new patient's tumour with this share.
  ///
  /// @throws IllegalArgumentException with fewer than [#LEAST_CASES] usable cases
  public static VolumeIntervals fitConstant(List<Measured> cases, double coverage) {
    double[] ratios = usable(cases).stream().mapToDouble(Measured::logRatio).toArray();
    Interval tails = tails(ratios, coverage);
    return new VolumeIntervals(List.of(0.0, 0.0), List.of(0.0, 0.0), tails.low(), tails.high(), 1);
  }

  /// @param coverage promised share, 0.95
  /// @throws IllegalArgumentException with fewer than [#LEAST_CASES] usable cases
  public static VolumeIntervals fit(List<Measured> cases, double coverage) {
    List<Measured> usable = usable(cases);
    List<String> patients =
        List.copyOf(new TreeSet<>(usable.stream().map(Measured::patient).toList()));
    double[] standardised = new double[usable.size()];
    for (int part = 0; part < PARTS; part++) {
      int held = part;
      Regression fitted =
          Regression.of(
              usable.stream().filter(c -> patients.indexOf(c.patient()) % PARTS != held).toList());
      for (int i = 0; i < standardised.length; i++) {
        if (patients.indexOf(usable.get(i).patient()) % PARTS == part) {
          standardised[i] = fitted.standardised(usable.get(i));
        }
      }
    }
    Regression all = Regression.of(usable);
    Interval tails = tails(standardised, coverage);
    double most = usable.stream().mapToDouble(Measured::doubt).max().orElseThrow();
    return new VolumeIntervals(all.centre, all.spread, tails.low(), tails.high(), most);
  }

  private static List<Measured> usable(List<Measured> cases) {
    List<Measured> usable = cases.stream().filter(Measured::usable).toList();
    if (usable.size() < LEAST_CASES) {
      throw new IllegalArgumentException(usable.size() + " usable cases");
    }
    return usable;
  }

  /// Half of what may be missed on either side. With too few cases for a quantile the widest seen is
  /// the honest most.
  private static Interval tails(double[] values, double coverage) {
    double share = 1 - (1 - coverage) / 2;
    double high = Ranks.conformalQuantile(values, share);
    double low = -Ranks.conformalQuantile(Arrays.stream(values).map(v -> -v).toArray(), share);
    return new Interval(
        Double.isInfinite(low) ? Arrays.stream(values).min().orElseThrow() : low,
        Double.isInfinite(high) ? Arrays.stream(values).max().orElseThrow() : high);
  }

  /// @param predicted above 0
  /// @param doubt as in the fit
  /// @return in the unit of `predicted`
  public Interval of(double predicted, double doubt) {
    if (!(predicted > 0 && Double.isFinite(predicted))) {
      throw new IllegalArgumentException("a predicted volume of " + predicted);
    }
    double known = Math.min(doubt, mostDoubt);
    double middle = dot(centre, known);
    double width = width(spread, known);
    return new Interval(
        predicted * Math.exp(middle + low * width), predicted * Math.exp(middle + high * width));
  }

  private static double dot(List<Double> coefficients, double doubt) {
    return coefficients.getFirst() + coefficients.getLast() * doubt;
  }

  private static double width(List<Double> spread, double doubt) {
    return Math.max(LEAST_SPREAD, Math.exp(dot(spread, doubt)));
  }

  private record Regression(List<Double> centre, List<Double> spread) {
    static Regression of(List<Measured> cases) {
      double[] doubt = cases.stream().mapToDouble(Measured::doubt).toArray();
      double[] ratio = cases.stream().mapToDouble(Measured::logRatio).toArray();
      List<Double> centre = line(doubt, ratio);
      double[] size = new double[ratio.length];
      for (int i = 0; i < ratio.length; i++) {
        size[i] = Math.log(Math.max(LEAST_SPREAD, Math.abs(ratio[i] - dot(centre, doubt[i]))));
      }
      return new Regression(centre, line(doubt, size));
    }

    double standardised(Measured c) {
      return (c.logRatio() - dot(centre, c.doubt())) / width(spread, c.doubt());
    }
  }

  /// Ridge regression on one variable (not on the constant).
  private static List<Double> line(double[] x, double[] y) {
    double meanX = Arrays.stream(x).average().orElse(0);
    double meanY = Arrays.stream(y).average().orElse(0);
    double xy = 0;
    double xx = 0;
    for (int i = 0; i < x.length; i++) {
      xy += (x[i] - meanX) * (y[i] - meanY) / x.length;
      xx += (x[i] - meanX) * (x[i] - meanX) / x.length;
    }
    double slope = xy / (xx + RIDGE);
    List<Double> line = new ArrayList<>();
    line.add(meanY - slope * meanX);
    line.add(slope);
    return line;
  }
}
