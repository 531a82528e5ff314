package health.cairn.imaging.inference;

import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Volume;
import java.nio.FloatBuffer;

/// Blends the answers of overlapping patches: each voxel is the weighted mean of the graph's outputs
/// there (of logits, where it answers logits), and only then becomes a probability.
final class PatchBlend implements AnswerSink {
  /// Probabilities are kept as 16 bits: steps of 0.000015.
  private static final double STEPS = 65535;

  private final PatchPlan plan;
  private final float[][] labels;
  private final float[] line;

  PatchBlend(PatchPlan plan, int labels, int voxels) {
    this.plan = plan;
    this.labels = new float[labels][voxels];
    this.line = new float[plan.patch(2)];
  }

  @Override
  public void accept(int index, FloatBuffer values) {
    int third = plan.start(index, 2);
    int from = Math.max(0, third);
    int to = Math.min(plan.size(2), third + plan.patch(2));
    for (int label = 0, read = 0; label < labels.length; label++) {
      float[] sums = labels[label];
      for (int a = 0; a < plan.patch(0); a++) {
        int first = plan.start(index, 0) + a;
        for (int b = 0; b < plan.patch(1); b++, read += line.length) {
          int second = plan.start(index, 1) + b;
          if (first < 0 || second < 0 || first >= plan.size(0) || second >= plan.size(1)) {
            continue;
          }
          values.get(read, line);
          float weight = plan.weight(0, a) * plan.weight(1, b);
          int at = (first * plan.size(1) + second) * plan.size(2);
          for (int c = from; c < to; c++) {
            sums[at + c] += weight * plan.weight(2, c - third) * line[c - third];
          }
        }
      }
    }
  }

  /// One volume of probabilities per label, on the working grid; 0 outside the box. Call once, after
  /// the last patch.
  Volume[] probabilities(ModelCard.Scores scores, Grid grid, Box box) {
    short[][] stored = new short[labels.length][grid.voxels()];
    double[] voxel = new double[labels.length];
    for (int a = 0, at = 0; a < box.sizeFirst(); a++) {
      for (int b = 0; b < box.sizeSecond(); b++) {
        double across = plan.sum(0, a) * plan.sum(1, b);
        int to = grid.offset(box.third(), box.second() + b, box.first() + a);
        for (int c = 0; c < box.sizeThird(); c++, at++) {
          double sum = across * plan.sum(2, c);
          for (int label = 0; label < labels.length; label++) {
            voxel[label] = labels[label][at] / sum;
          }
          toProbabilities(scores, voxel);
          for (int label = 0; label < labels.length; label++) {
            stored[label][to + c] = (short) Math.round(Math.clamp(voxel[label], 0.0, 1.0) * STEPS);
          }
        }
      }
    }
    Volume[] volumes = new Volume[labels.length];
    for (int label = 0; label < labels.length; label++) {
      volumes[label] = Volume.owning(grid, stored[label], false, 1 / STEPS, 0);
    }
    return volumes;
  }

  private static void toProbabilities(ModelCard.Scores scores, double[] voxel) {
    switch (scores) {
      case PROBABILITY, DISTRIBUTION -> {}
      case SIGMOID -> {
        for (int k = 0; k < voxel.length; k++) {
          voxel[k] = 1 / (1 + Math.exp(-voxel[k]));
        }
      }
      case SOFTMAX -> {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : voxel) {
          max = Math.max(max, value);
        }
        double sum = 0;
        for (int k = 0; k < voxel.length; k++) {
          voxel[k] = Math.exp(voxel[k] - max);
          sum += voxel[k];
        }
        for (int k = 0; k < voxel.length; k++) {
          voxel[k] /= sum;
        }
      }
    }
  }
}
