package health.cairn.imaging.evaluate;

import health.cairn.imaging.evaluate.metric.RiskCoverage;
import health.cairn.imaging.evaluate.metric.RocArea;
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
  private final boolean[] answered;

  /// @param cases all with probabilities, and a label among the class names
  ClassScores(List<CaseScore> cases, List<String> classNames) {
    classes = classNames.size();
    label = cases.stream().mapToInt(p -> classNames.indexOf(p.label())).toArray();
    predicted = cases.stream().mapToInt(CaseScore::predicted).toArray();
    probability =
        cases.stream()
            .map(p -> p.probabilities().stream().mapToDouble(v -> v).toArray())
            .toArray(double[][]::new);
    answered = new boolean[cases.size()];
    for (int i = 0; i < answered.length; i++) {
      answered[i] = cases.get(i).abstention().isEmpty();
    }
  }

  /// Share of images on which a class was named.
  double coverage(int[] images) {
    return Arrays.stream(images).filter(i -> answered[i]).count() / (double) images.length;
  }

  /// Accuracy on those; NaN when there are none.
  double accuracyOfAnswered(int[] images) {
    int[] named = Arrays.stream(images).filter(i -> answered[i]).toArray();
    return named.length == 0 ? Double.NaN : accuracy(named);
  }

  int[] all() {
    return IntStream.range(0, label.length).toArray();
  }

  boolean correct(int i) {
    return label[i] == predicted[i];
  }

  double confidence(int i) {
    return probability[i][predicted[i]];
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
        .mapToDouble(k -> RocArea.of(images, i -> probability[i][k], i -> label[i] == k))
        .filter(auc -> !Double.isNaN(auc))
        .average()
        .orElse(Double.NaN);
  }

  /// Harmonic mean of precision and sensitivity of one class (van Rijsbergen, 1979): 2 TP / (2 TP + FP
  /// + FN); NaN when no image shows the class: there is nothing to find then.
  double f1(int[] images, int k) {
    int both = 0;
    int own = 0;
    int said = 0;
    for (int i : images) {
      both += label[i] == k && predicted[i] == k ? 1 : 0;
      own += label[i] == k ? 1 : 0;
      said += predicted[i] == k ? 1 : 0;
    }
    return own == 0 ? Double.NaN : 2.0 * both / (own + said);
  }

  /// Mean F1 of the classes that the images show; NaN when there are no images.
  double macroF1(int[] images) {
    return IntStream.range(0, classes)
        .mapToDouble(k -> f1(images, k))
        .filter(f -> !Double.isNaN(f))
        .average()
        .orElse(Double.NaN);
  }

  /// Share of a class's images that are called so; NaN when there are none.
  double sensitivity(int[] images, int k) {
    int own = 0;
    int found = 0;
    for (int i : images) {
      own += label[i] == k ? 1 : 0;
      found += label[i] == k && predicted[i] == k ? 1 : 0;
    }
    return own == 0 ? Double.NaN : found / (double) own;
  }

  /// Brier score over all classes (Monthly Weather Review 1950, 78:1): mean over images of the summed
  /// squared differences between probabilities and truth; 0 is perfect, 2 the worst.
  double brier(int[] images) {
    double sum = 0;
    for (int i : images) {
      for (int k = 0; k < classes; k++) {
        double off = probability[i][k] - (label[i] == k ? 1 : 0);
        sum += off * off;
      }
    }
    return sum / images.length;
  }

  /// Expected calibration error of the largest probability (Guo et al., ICML 2017), ten bins of equal
  /// width, (low, high].
  double calibrationError(int[] images) {
    double[] confidence = new double[BINS];
    double[] right = new double[BINS];
    for (int i : images) {
      double p = confidence(i);
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

  /// Whether doubt points at own errors (Hendrycks and Gimpel, ICLR 2017): the area under the ROC curve
  /// of 1 - largest probability for being wrong; NaN when all are right or all wrong.
  double errorAuroc(int[] images) {
    return RocArea.of(images, i -> 1 - confidence(i), i -> !correct(i));
  }

  /// What abstaining on the least certain buys.
  RiskCoverage riskCoverage() {
    int n = label.length;
    double[] confidence = new double[n];
    boolean[] right = new boolean[n];
    for (int i = 0; i < n; i++) {
      confidence[i] = confidence(i);
      right[i] = correct(i);
    }
    return RiskCoverage.of(confidence, right);
  }

  /// Accuracy when only this share, the most confident, is answered.
  double accuracyOfSurest(int[] images, double share) {
    int answered = (int) Math.ceil(share * images.length);
    return Arrays.stream(images)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -confidence(i)))
            .limit(answered)
            .filter(this::correct)
            .count()
        / (double) answered;
  }

  /// The largest share of all images, most confident first, that is answered with at least this
  /// accuracy.
  double coverageAt(double accuracy) {
    int[] order =
        Arrays.stream(all())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -confidence(i)))
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
