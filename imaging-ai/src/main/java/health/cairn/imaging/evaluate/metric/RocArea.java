package health.cairn.imaging.evaluate.metric;

import java.util.Comparator;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/// The area under the ROC curve: the chance that a positive scores above a negative, ties counting
/// half (Hanley and McNeil, Radiology 1982, 143:29).
public final class RocArea {
  private RocArea() {}

  /// @param cases indices, which may repeat
  /// @return NaN when there is no positive or no negative
  public static double of(int[] cases, IntToDoubleFunction score, IntPredicate positive) {
    int[] order =
        IntStream.of(cases)
            .boxed()
            .sorted(Comparator.comparingDouble(score::applyAsDouble))
            .mapToInt(i -> i)
            .toArray();
    double wins = 0;
    long negativesBelow = 0;
    long positives = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      long positivesHere = 0;
      double here = score.applyAsDouble(order[from]);
      while (to < order.length && score.applyAsDouble(order[to]) == here) {
        positivesHere += positive.test(order[to]) ? 1 : 0;
        to++;
      }
      long negativesHere = to - from - positivesHere;
      wins += positivesHere * (negativesBelow + negativesHere / 2.0);
      negativesBelow += negativesHere;
      positives += positivesHere;
      from = to;
    }
    return positives == 0 || negativesBelow == 0 ? Double.NaN : wins / positives / negativesBelow;
  }

  /// The same from counts of equal scores, ascending.
  static double ofCounts(long[] positives, long[] negatives) {
    double wins = 0;
    long below = 0;
    long all = 0;
    for (int i = 0; i < positives.length; i++) {
      wins += positives[i] * (below + negatives[i] / 2.0);
      below += negatives[i];
      all += positives[i];
    }
    return all == 0 || below == 0 ? Double.NaN : wins / all / below;
  }
}
