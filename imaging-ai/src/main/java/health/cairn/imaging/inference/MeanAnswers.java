package health.cairn.imaging.inference;

import java.nio.FloatBuffer;
import java.util.Arrays;

/// Passes on what each network of an ensemble answers to one batch, and then the mean. The mean is
/// of the outputs as they are: of logits where the graphs answer logits (as nnU-Net does), of
/// probabilities where they answer those.
final class MeanAnswers implements AnswerSink {
  private final int first;
  private final int networks;
  private final AnswerSink answers;
  private final float[][] sums;
  private final double[] novelty;

  MeanAnswers(int first, int count, int networks, AnswerSink answers) {
    this.first = first;
    this.networks = networks;
    this.answers = answers;
    this.sums = new float[count][];
    this.novelty = new double[count];
    Arrays.fill(novelty, Double.NaN);
  }

  @Override
  public void accept(int index, FloatBuffer values) {
    float[] sum = sums[index - first];
    if (sum == null) {
      sum = new float[values.remaining()];
      sums[index - first] = sum;
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] += values.get(i);
    }
    answers.member(index, values.duplicate());
  }

  @Override
  public void novelty(int index, double share) {
    double sum = novelty[index - first];
    novelty[index - first] = Double.isNaN(sum) ? share : sum + share;
  }

  void handOn() {
    for (int i = 0; i < sums.length; i++) {
      float[] sum = sums[i];
      for (int k = 0; k < sum.length; k++) {
        sum[k] /= networks;
      }
      answers.accept(first + i, FloatBuffer.wrap(sum).asReadOnlyBuffer());
      if (!Double.isNaN(novelty[i])) {
        answers.novelty(first + i, novelty[i] / networks);
      }
    }
  }
}
