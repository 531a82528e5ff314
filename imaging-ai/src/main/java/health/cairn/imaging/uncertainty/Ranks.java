package health.cairn.imaging.uncertainty;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// Orders and ranks of values.
public final class Ranks {
  private Ranks() {}

  /// Indices of the values, the smallest first; equal ones keep their order.
  public static int[] ascending(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> values[i]))
        .mapToInt(i -> i)
        .toArray();
  }

  /// Chance that a positive has a larger score than a negative, ties half: the area under the ROC
  /// curve (Mann-Whitney). NaN when one side is empty.
  public static double auroc(double[] score, boolean[] positive) {
    int[] order = ascending(score);
    double wins = 0;
    long negatives = 0;
    long positives = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      long here = 0;
      while (to < order.length && score[order[to]] == score[order[from]]) {
        here += positive[order[to]] ? 1 : 0;
        to++;
      }
      long others = to - from - here;
      wins += here * (negatives + others / 2.0);
      negatives += others;
      positives += here;
      from = to;
    }
    return positives == 0 || negatives == 0 ? Double.NaN : wins / positives / negatives;
  }

  /// The k-th smallest that a conformal bound takes: ceil((n + 1) * share) of n values; infinite when
  /// there are too few values to promise the share.
  public static double conformalQuantile(double[] scores, double share) {
    // Without the small step back 0.95 * 20 would be rounded up to 20.
    int rank = (int) Math.ceil((scores.length + 1) * share - 1e-9);
    if (rank > scores.length) {
      return Double.POSITIVE_INFINITY;
    }
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(0, rank - 1)];
  }

  /// Spearman's rank correlation, ties with their mean rank; 0 when one side is constant.
  public static double spearman(double[] a, double[] b) {
    return correlation(midRanks(a), midRanks(b));
  }

  /// The rank of each value, from 0; equal ones share the mean of theirs.
  public static double[] midRanks(double[] values) {
    int[] order = ascending(values);
    double[] ranks = new double[values.length];
    for (int from = 0; from < order.length; ) {
      int to = from;
      while (to < order.length && values[order[to]] == values[order[from]]) {
        to++;
      }
      for (int at = from; at < to; at++) {
        ranks[order[at]] = (from + to - 1) / 2.0;
      }
      from = to;
    }
    return ranks;
  }

  /// Pearson's correlation; 0 when one side is constant.
  public static double correlation(double[] a, double[] b) {
    double meanA = Arrays.stream(a).average().orElse(0);
    double meanB = Arrays.stream(b).average().orElse(0);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - meanA) * (b[i] - meanB);
      aa += (a[i] - meanA) * (a[i] - meanA);
      bb += (b[i] - meanB) * (b[i] - meanB);
    }
    return aa <= 0 || bb <= 0 ? 0 : ab / Math.sqrt(aa * bb);
  }
}
