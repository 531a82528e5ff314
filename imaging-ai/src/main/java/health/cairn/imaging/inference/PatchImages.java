package health.cairn.imaging.inference;

import java.nio.FloatBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The patches of a study as a model's images; zeros beyond the ends of the box.
final class PatchImages implements ImageSource {
  private final ChannelVolumes volumes;
  private final PatchPlan plan;
  private final float[] zeros;

  PatchImages(ChannelVolumes volumes, PatchPlan plan) {
    this.volumes = volumes;
    this.plan = plan;
    this.zeros = new float[plan.patch(2)];
  }

  @Override
  public int count() {
    return plan.count();
  }

  @Override
  public void write(int index, FloatBuffer target) {
    for (Optional<float[]> channel : volumes.channels()) {
      write(index, channel.orElse(null), target);
    }
  }

  private void write(int index, float @Nullable [] values, FloatBuffer target) {
    int third = plan.start(index, 2);
    int from = Math.max(0, third);
    int to = Math.min(plan.size(2), third + plan.patch(2));
    for (int a = 0; a < plan.patch(0); a++) {
      int first = plan.start(index, 0) + a;
      for (int b = 0; b < plan.patch(1); b++) {
        int second = plan.start(index, 1) + b;
        boolean inside = first >= 0 && second >= 0 && first < plan.size(0) && second < plan.size(1);
        if (values == null || !inside) {
          target.put(zeros);
          continue;
        }
        target.put(zeros, 0, from - third);
        target.put(values, (first * plan.size(1) + second) * plan.size(2) + from, to - from);
        target.put(zeros, 0, third + plan.patch(2) - to);
      }
    }
  }
}
