package health.cairn.imaging.fuse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How much a number is what a word says, 0..1 (Zadeh 1965).
public sealed interface Membership {
  /// @return 0..1; NaN of NaN
  double at(double x);

  /// Where it begins or ends to hold; a word at the end of its range has one edge.
  default List<Edge> edges() {
    return List.of();
  }

  /// The same with one edge elsewhere; the same where it has no such edge.
  ///
  /// @return empty where its points would not ascend any more
  default Optional<Membership> moved(Edge edge, Edge to) {
    return Optional.of(this);
  }

  /// From where it does not hold to where it does, or the other way round.
  record Edge(double from, double to) {}

  /// As in a rule text: "trapezoid 0 0 10 60".
  String text();

  /// For the reader: "fully from 0 to 10, not at all above 60".
  String inWords();

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
    public String text() {
      return words("triangle", left, top, right);
    }

    @Override
    public String inWords() {
      return new Trapezoid(left, top, top, right).inWords();
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
    public List<Edge> edges() {
      List<Edge> edges = new ArrayList<>();
      if (left < from) {
        edges.add(new Edge(left, from));
      }
      if (to < right) {
        edges.add(new Edge(to, right));
      }
      return List.copyOf(edges);
    }

    @Override
    public Optional<Membership> moved(Edge edge, Edge elsewhere) {
      boolean rising = left < from && edge.equals(new Edge(left, from));
      boolean falling = to < right && edge.equals(new Edge(to, right));
      double a = rising ? elsewhere.from() : left;
      double b = rising ? elsewhere.to() : from;
      double c = falling ? elsewhere.from() : to;
      double d = falling ? elsewhere.to() : right;
      return a <= b && b <= c && c <= d ? Optional.of(new Trapezoid(a, b, c, d)) : Optional.empty();
    }

    @Override
    public String text() {
      return words("trapezoid", left, from, to, right);
    }

    @Override
    public String inWords() {
      List<String> parts = new ArrayList<>();
      parts.add(
          from == to
              ? "fully at " + number(from)
              : "fully from " + number(from) + " to " + number(to));
      if (left < from) {
        parts.add("not at all below " + number(left));
      }
      if (to < right) {
        parts.add("not at all above " + number(right));
      }
      return String.join(", ", parts);
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
    public String text() {
      return words("gaussian", mean, deviation);
    }

    @Override
    public String inWords() {
      return "fully at %s, by 0.6 at %s from it".formatted(number(mean), number(deviation));
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
    public String text() {
      return words("sigmoid", centre, slope);
    }

    @Override
    public String inWords() {
      return "by half at %s, %s above it".formatted(number(centre), slope > 0 ? "more" : "less");
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
