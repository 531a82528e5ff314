package health.cairn.imaging.segment;

import health.cairn.imaging.inference.ImageSource;
import health.cairn.imaging.inference.SliceInput;
import health.cairn.imaging.volume.Volume;
import java.nio.FloatBuffer;

/// The slabs of a volume as images for a model.
final class SlabImages implements ImageSource {
  private final Volume volume;
  private final SlabPlan plan;
  private final SliceInput input;

  SlabImages(Volume volume, SlabPlan plan, SliceInput input) {
    this.volume = volume;
    this.plan = plan;
    this.input = input;
  }

  @Override
  public int count() {
    return plan.slabs();
  }

  @Override
  public void write(int index, FloatBuffer target) {
    double[] mean = new double[volume.grid().voxelsPerSlice()];
    for (int k = 0; k < plan.count(index); k++) {
      float[] slice = volume.sliceValues(plan.first(index) + k);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += slice[i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= plan.count(index);
    }
    input.write(mean, target);
  }
}
