package health.cairn.imaging.uncertainty;

import health.cairn.imaging.measure.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/// Intervals for a tumour's true volume from the predicted one: conformal, and wider for small or
/// unsure outlines.
///
/// The logarithm of true over predicted volume is regressed on the logarithm of the predicted volume
/// and the outline's mean uncertainty, and so is the logarithm of what remains (its spread). The
/// remainders in units of their spread, each from a regression that did not see the patient, give the
/// two conformal quantiles (Papadopoulos 2008; cross-conformal as in Vovk 2015, nominal in practice).
///
/// @param centre coefficients of 1, ln(mL) and uncertainty
/// @param spread coefficients of the same for the logarithm of the spread
/// @param low quantile of the standardised remainder, mostly negative
/// @param high the other one
/// @param leftOut cases of the fit without a predicted or without a true volume: the interval says
///   nothing about missed tumours and false marks
public record VolumeIntervals(
    List<Double> centre, List<Double> spread, double low, double high, int leftOut) {
  private static final int TERMS = 3;
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
  /// @param uncertainty mean entropy of the outline in bits, 0..1
  public record Measured(String patient, double predictedMl, double trueMl, double uncertainty) {}

  /// @param coverage promised share, 0.95
  /// @throws IllegalArgumentException with fewer than [#LEAST_CASES] usable cases
  public static VolumeIntervals fit(List<Measured> cases, double coverage) {
    List<Measured> usable =
        cases.stream().filter(c -> c.predictedMl() > 0 && c.trueMl() > 0).toList();
    if (usable.size() < LEAST_CASES) {
      throw new IllegalArgumentException(usable.size() + " usable cases");
    }
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
    double tail = (1 - coverage) / 2;
    double high = Ranks.conformalQuantile(standardised, 1 - tail);
    double low =
        -Ranks.conformalQuantile(Arrays.stream(standardised).map(v -> -v).toArray(), 1 - tail);
    // With too few cases for a quantile the widest seen is the honest most.
    double most = Arrays.stream(standardised).max().orElseThrow();
    double least = Arrays.stream(standardised).min().orElseThrow();
    return new VolumeIntervals(
        all.centre,
        all.spread,
        Double.isInfinite(low) ? least : low,
        Double.isInfinite(high) ? most : high,
        cases.size() - usable.size());
  }

  /// @param predictedMl above 0
  /// @param uncertainty as in the fit
  public Interval of(double predictedMl, double uncertainty) {
    if (!(predictedMl > 0 && Double.isFinite(predictedMl))) {
      throw new IllegalArgumentException("a predicted volume of " + predictedMl + " mL");
    }
    double[] x = features(predictedMl, uncertainty);
    double middle = dot(centre, x);
    double width = Math.max(LEAST_SPREAD, Math.exp(dot(spread, x)));
    return new Interval(
        predictedMl * Math.exp(middle + low * width),
        predictedMl * Math.exp(middle + high * width));
  }

  private static double[] features(double predictedMl, double uncertainty) {
    return new double[] {1, Math.log(predictedMl), uncertainty};
  }

  private static double dot(List<Double> coefficients, double[] x) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += coefficients.get(j) * x[j];
    }
    return sum;
  }

  private record Regression(List<Double> centre, List<Double> spread) {
    static Regression of(List<Measured> cases) {
      List<double[]> x = new ArrayList<>();
      double[] ratio = new double[cases.size()];
      for (int i = 0; i < ratio.length; i++) {
        Measured c = cases.get(i);
        x.add(features(c.predictedMl(), c.uncertainty()));
        ratio[i] = Math.log(c.trueMl() / c.predictedMl());
      }
      List<Double> centre = leastSquares(x, ratio);
      double[] size = new double[ratio.length];
      for (int i = 0; i < ratio.length; i++) {
        size[i] = Math.log(Math.max(LEAST_SPREAD, Math.abs(ratio[i] - dot(centre, x.get(i)))));
      }
      return new Regression(centre, leastSquares(x, size));
    }

    double standardised(Measured c) {
      double[] x = features(c.predictedMl(), c.uncertainty());
      double off = Math.log(c.trueMl() / c.predictedMl()) - dot(centre, x);
      return off / Math.max(LEAST_SPREAD, Math.exp(dot(spread, x)));
    }
  }

  /// Ridge regression (not on the first coefficient), by Gaussian elimination.
  private static List<Double> leastSquares(List<double[]> x, double[] y) {
    double[][] a = new double[TERMS][TERMS + 1];
    for (int i = 0; i < y.length; i++) {
      for (int r = 0; r < TERMS; r++) {
        for (int c = 0; c < TERMS; c++) {
          a[r][c] += x.get(i)[r] * x.get(i)[c] / y.length;
        }
        a[r][TERMS] += x.get(i)[r] * y[i] / y.length;
      }
    }
    for (int r = 1; r < TERMS; r++) {
      a[r][r] += RIDGE;
    }
    for (int pivot = 0; pivot < TERMS; pivot++) {
      for (int r = 0; r < TERMS; r++) {
        if (r != pivot) {
          double by = a[r][pivot] / a[pivot][pivot];
          for (int c = pivot; c <= TERMS; c++) {
            a[r][c] -= by * a[pivot][c];
          }
        }
      }
    }
    double[] result = new double[TERMS];
    for (int r = 0; r < TERMS; r++) {
      result[r] = a[r][TERMS] / a[r][r];
    }
    return Arrays.stream(result).boxed().toList();
  }
}
