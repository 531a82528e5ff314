package health.cairn.imaging.classify;

import health.cairn.imaging.inference.ImageSource;
import health.cairn.imaging.inference.ModelInput;
import java.nio.FloatBuffer;
import java.util.List;

/// Slices as images of a model of one channel.
record SampleImages(List<SliceSample> slices, ModelInput.Slices contract) implements ImageSource {
  @Override
  public int count() {
    return slices.size();
  }

  @Override
  public void write(int index, FloatBuffer target) {
    SliceSample slice = slices.get(index);
    slice.input(contract).write(slice.values(), target);
  }
}
