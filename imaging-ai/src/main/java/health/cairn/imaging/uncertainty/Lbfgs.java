package health.cairn.imaging.uncertainty;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;

/// Minimises a smooth function with limited-memory BFGS (Nocedal and Wright 2006, algorithm 7.4) and a
/// backtracking line search that asks for a sufficient decrease and skips updates without curvature.
public final class Lbfgs {
  private static final int MEMORY = 10;
  private static final double SUFFICIENT = 1e-4;
  private static final int HALVINGS = 50;

  private Lbfgs() {}

  /// A function with its gradient.
  @FunctionalInterface
  public interface Objective {
    /// @param gradient is filled
    /// @return the value at `x`
    double valueAndGradient(double[] x, double[] gradient);
  }

  /// One past step with the change of the gradient along it.
  private static final class Pair {
    final double[] step;
    final double[] change;
    final double curvature;

    Pair(double[] step, double[] change, double curvature) {
      this.step = step;
      this.change = change;
      this.curvature = curvature;
    }
  }

  /// @param start where to begin; not changed
  /// @return where the gradient's largest part is at most `tolerance`, or the best point after
  ///   `iterations`
  public static double[] minimise(
      Objective objective, double[] start, int iterations, double tolerance) {
    double[] x = start.clone();
    double[] gradient = new double[x.length];
    double value = objective.valueAndGradient(x, gradient);
    ArrayDeque<Pair> pairs = new ArrayDeque<>();
    for (int iteration = 0; iteration < iterations; iteration++) {
      if (Arrays.stream(gradient).map(Math::abs).max().orElse(0) <= tolerance) {
        break;
      }
      double[] direction = direction(gradient, pairs);
      double slope = dot(direction, gradient);
      if (slope >= 0) {
        pairs.clear();
        direction = scaled(gradient, -1);
        slope = -dot(gradient, gradient);
      }
      double length = pairs.isEmpty() ? Math.min(1, 1 / Math.sqrt(-slope)) : 1;
      double[] next = new double[x.length];
      double[] nextGradient = new double[x.length];
      double nextValue = Double.POSITIVE_INFINITY;
      for (int halving = 0; halving < HALVINGS; halving++, length /= 2) {
        for (int i = 0; i < x.length; i++) {
          next[i] = x[i] + length * direction[i];
        }
        nextValue = objective.valueAndGradient(next, nextGradient);
        if (nextValue <= value + SUFFICIENT * length * slope) {
          break;
        }
      }
      if (!(nextValue < value)) {
        // Nothing is lower along the direction within floating point's reach.
        break;
      }
      remember(pairs, difference(next, x), difference(nextGradient, gradient));
      x = next;
      gradient = nextGradient;
      value = nextValue;
    }
    return x;
  }

  private static double[] direction(double[] gradient, ArrayDeque<Pair> pairs) {
    double[] q = scaled(gradient, -1);
    double[] alpha = new double[pairs.size()];
    int at = pairs.size();
    for (Iterator<Pair> newest = pairs.descendingIterator(); newest.hasNext(); ) {
      Pair pair = newest.next();
      at--;
      alpha[at] = dot(pair.step, q) / pair.curvature;
      add(q, pair.change, -alpha[at]);
    }
    if (!pairs.isEmpty()) {
      Pair last = pairs.getLast();
      double scale = last.curvature / dot(last.change, last.change);
      for (int i = 0; i < q.length; i++) {
        q[i] *= scale;
      }
    }
    for (Pair pair : pairs) {
      double beta = dot(pair.change, q) / pair.curvature;
      add(q, pair.step, alpha[at] - beta);
      at++;
    }
    return q;
  }

  private static void remember(ArrayDeque<Pair> pairs, double[] step, double[] change) {
    double curvature = dot(step, change);
    if (curvature > 1e-12 * dot(change, change)) {
      pairs.addLast(new Pair(step, change, curvature));
      if (pairs.size() > MEMORY) {
        pairs.removeFirst();
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] to, double[] what, double times) {
    for (int i = 0; i < to.length; i++) {
      to[i] += times * what[i];
    }
  }

  private static double[] scaled(double[] a, double times) {
    return Arrays.stream(a).map(v -> v * times).toArray();
  }

  private static double[] difference(double[] a, double[] b) {
    double[] result = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      result[i] = a[i] - b[i];
    }
    return result;
  }
}
