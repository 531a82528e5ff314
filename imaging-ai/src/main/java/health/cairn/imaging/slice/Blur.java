package health.cairn.imaging.slice;

/// An image without detail: what is put in the place of pixels that are taken away.
public final class Blur {
  private Blur() {}

  /// Gaussian blur, edges repeated.
  ///
  /// @param deviation in pixels
  public static Raster of(Raster image, double deviation) {
    int reach = (int) Math.ceil(3 * deviation);
    double[] kernel = new double[2 * reach + 1];
    double sum = 0;
    for (int i = -reach; i <= reach; i++) {
      kernel[i + reach] = Math.exp(-i * i / (2 * deviation * deviation));
      sum += kernel[i + reach];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    Raster rows =
        Raster.drawn(
            image.width(),
            image.height(),
            (x, y) -> {
              double value = 0;
              for (int i = -reach; i <= reach; i++) {
                value += kernel[i + reach] * image.at(Math.clamp(x + i, 0, image.width() - 1), y);
              }
              return value;
            });
    return Raster.drawn(
        image.width(),
        image.height(),
        (x, y) -> {
          double value = 0;
          for (int i = -reach; i <= reach; i++) {
            value += kernel[i + reach] * rows.at(x, Math.clamp(y + i, 0, image.height() - 1));
          }
          return value;
        });
  }
}
