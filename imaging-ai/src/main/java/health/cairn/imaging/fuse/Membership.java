package health.cairn.imaging.fuse;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How much a number is what a word says, 0..1 (Zadeh 1965).
public sealed interface Membership {
  /// @return 0..1; NaN of NaN
  double at(double x);

  /// The same shape with its points moved by `shift` and stretched about its middle.
  Membership moved(double shift, double stretch);

  /// As in a rule text: "trapezoid 0 0 10 60".
  String text();

  /// 0 at `left` and `right`, 1 at `top`.
  record Triangle(double left, double top, double right) implements Membership {
    public Triangle {
      ascending(left, top, right);
    }

    @Override
    public double at(double x) {
      return new Trapezoid(left, top, top, right).at(x);
    }

    @Override
    public Membership moved(double shift, double stretch) {
      double[] p = movedPoints(shift, stretch, left, top, right);
      return new Triangle(p[0], p[1], p[2]);
    }

    @Override
    public String text() {
      return words("triangle", left, top, right);
    }
  }

  /// 0 up to `left`, 1 from `from` to `to`, 0 from `right` on. `left` = `from` makes a step.
  record Trapezoid(double left, double from, double to, double right) implements Membership {
    public Trapezoid {
      ascending(left, from, to, right);
    }

    @Override
    public double at(double x) {
      if (Double.isNaN(x)) {
        return Double.NaN;
      }
      if (x < left || x > right) {
        return 0;
      }
      double up = x >= from ? 1 : (x - left) / (from - left);
      double down = x <= to ? 1 : (right - x) / (right - to);
      return Math.min(up, down);
    }

    @Override
    public Membership moved(double shift, double stretch) {
      double[] p = movedPoints(shift, stretch, left, from, to, right);
      return new Trapezoid(p[0], p[1], p[2], p[3]);
    }

    @Override
    public String text() {
      return words("trapezoid", left, from, to, right);
    }
  }

  /// exp(-(x - mean)^2 / (2 deviation^2)).
  record Gaussian(double mean, double deviation) implements Membership {
    public Gaussian {
      if (!Double.isFinite(mean) || !(deviation > 0) || !Double.isFinite(deviation)) {
        throw new IllegalArgumentException("a Gaussian of deviation " + deviation);
      }
    }

    @Override
    public double at(double x) {
      double off = (x - mean) / deviation;
      return Math.exp(-off * off / 2);
    }

    @Override
    public Membership moved(double shift, double stretch) {
      return new Gaussian(mean + shift, deviation * stretch);
    }

    @Override
    public String text() {
      return words("gaussian", mean, deviation);
    }
  }

  /// 1 / (1 + exp(-slope (x - centre))); a negative slope falls.
  record Sigmoid(double centre, double slope) implements Membership {
    public Sigmoid {
      if (!Double.isFinite(centre) || !Double.isFinite(slope) || slope == 0) {
        throw new IllegalArgumentException("a sigmoid of slope " + slope);
      }
    }

    @Override
    public double at(double x) {
      return 1 / (1 + Math.exp(-slope * (x - centre)));
    }

    @Override
    public Membership moved(double shift, double stretch) {
      return new Sigmoid(centre + shift, slope / stretch);
    }

    @Override
    public String text() {
      return words("sigmoid", centre, slope);
    }
  }

  private static void ascending(double... points) {
    for (int i = 0; i < points.length; i++) {
      if (!Double.isFinite(points[i]) || (i > 0 && points[i] < points[i - 1])) {
        throw new IllegalArgumentException("points that do not ascend: " + Arrays.toString(points));
      }
    }
    if (points[0] == points[points.length - 1]) {
      throw new IllegalArgumentException("a shape without width");
    }
  }

  private static double[] movedPoints(double shift, double stretch, double... points) {
    double middle = (points[0] + points[points.length - 1]) / 2;
    return Arrays.stream(points).map(p -> middle + shift + (p - middle) * stretch).toArray();
  }

  private static String words(String shape, double... points) {
    List<String> numbers = Arrays.stream(points).mapToObj(Membership::number).toList();
    return shape + " " + String.join(" ", numbers);
  }

  /// Up to six digits, without an exponent or trailing zeros.
  static String number(double value) {
    String text = String.format(Locale.ROOT, "%.6f", value);
    text = text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    return text.equals("-0") ? "0" : text;
  }
}
