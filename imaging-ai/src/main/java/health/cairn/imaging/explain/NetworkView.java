package health.cairn.imaging.explain;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.inference.SliceInput;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.slice.Raster;
import java.nio.FloatBuffer;

/// A slice and its region on a network's pixels.
///
/// @param image as the network sees it, 0..1
/// @param outline 1 inside, 0 outside
public record NetworkView(Raster image, Raster outline) {
  private static final double INSIDE = 0.5;

  /// @throws ImagingException `REFUSED` when the model does not take slices
  public static NetworkView of(StoredModel model, SliceSample slice) throws ImagingException {
    SliceInput input = slice.input(model.card().slices());
    int size = model.card().slices().size();
    FloatBuffer pixels = FloatBuffer.allocate(size * size);
    input.write(slice.values(), pixels);
    double[] inside = new double[slice.rows() * slice.columns()];
    slice.region().stream().forEach(i -> inside[i] = 1);
    double[] share = input.toNetwork(inside);
    return new NetworkView(
        Raster.of(size, size, pixels.array()),
        Raster.drawn(size, size, (x, y) -> share[y * size + x] >= INSIDE ? 1 : 0));
  }

  /// Whether anything is outlined.
  public boolean outlined() {
    return outline.max() >= INSIDE;
  }
}
