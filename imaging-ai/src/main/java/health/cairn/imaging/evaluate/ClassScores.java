package health.cairn.imaging.evaluate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Figures of class probabilities against true classes. Every method takes the indices of the images
/// it is about, which may repeat.
final class ClassScores {
  private static final int BINS = 10;

  private final int classes;
  private final int[] label;
  private final int[] predicted;
  private final double[][] probability;

  ClassScores(List<Prediction> predictions, List<String> classNames) {
    classes = classNames.size();
    label = predictions.stream().mapToInt(p -> classNames.indexOf(p.row().label())).toArray();
    predicted = predictions.stream().mapToInt(Prediction::predicted).toArray();
    probability =
        predictions.stream()
            .map(p -> p.probabilities().stream().mapToDouble(v -> v).toArray())
            .toArray(double[][]::new);
  }

  int[] all() {
    return IntStream.range(0, label.length).toArray();
  }

  boolean correct(int i) {
    return label[i] == predicted[i];
  }

  double accuracy(int[] images) {
    return Arrays.stream(images).filter(this::correct).count() / (double) images.length;
  }

  int count(int trueClass, int saidClass) {
    return (int)
        Arrays.stream(all())
            .filter(i -> label[i] == trueClass && predicted[i] == saidClass)
            .count();
  }

  /// Mean of the one-against-rest areas under the ROC curve of the classes that have images on both
  /// sides; NaN when none has.
  double macroAuc(int[] images) {
    return IntStream.range(0, classes)
        .mapToDouble(k -> auc(images, k))
        .filter(auc -> !Double.isNaN(auc))
        .average()
        .orElse(Double.NaN);
  }

  /// The chance that an image of class k scores above another one, ties counting half (Mann-Whitney).
  private double auc(int[] images, int k) {
    int[] order =
        Arrays.stream(images)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> probability[i][k]))
            .mapToInt(i -> i)
            .toArray();
    double wins = 0;
    long negativesBelow = 0;
    long positives = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      long positivesHere = 0;
      double score = probability[order[from]][k];
      while (to < order.length && probability[order[to]][k] == score) {
        positivesHere += label[order[to]] == k ? 1 : 0;
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

  /// Expected calibration error of the largest probability (Guo et al., ICML 2017), ten bins of equal
  /// width, (low, high].
  double calibrationError(int[] images) {
    double[] confidence = new double[BINS];
    double[] right = new double[BINS];
    for (int i : images) {
      double p = probability[i][predicted[i]];
      int bin = Math.clamp((long) Math.ceil(p * BINS) - 1, 0, BINS - 1);
      confidence[bin] += p;
      right[bin] += correct(i) ? 1 : 0;
    }
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      error += Math.abs(confidence[bin] - right[bin]) / images.length;
    }
    return error;
  }

  /// The largest share of all images, most confident first, that is answered with at least this
  /// accuracy.
  double coverageAt(double accuracy) {
    int[] order =
        Arrays.stream(all())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -probability[i][predicted[i]]))
            .mapToInt(i -> i)
            .toArray();
    int right = 0;
    int reached = 0;
    for (int n = 1; n <= order.length; n++) {
      right += correct(order[n - 1]) ? 1 : 0;
      if (right >= accuracy * n) {
        reached = n;
      }
    }
    return reached / (double) order.length;
  }

  /// Whether the largest mean probability over these images of one patient is their class.
  boolean patientCorrect(int[] images) {
    double[] mean = new double[classes];
    for (int i : images) {
      for (int k = 0; k < classes; k++) {
        mean[k] += probability[i][k];
      }
    }
    int best = 0;
    for (int k = 1; k < classes; k++) {
      if (mean[k] > mean[best]) {
        best = k;
      }
    }
    return best == label[images[0]];
  }
}
