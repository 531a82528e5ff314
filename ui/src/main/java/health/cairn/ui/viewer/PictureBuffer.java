package health.cairn.ui.viewer;

import health.cairn.imaging.render.SlicePainter;
import health.cairn.imaging.render.WindowLevel;
import health.cairn.imaging.volume.Volume;
import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.jspecify.annotations.Nullable;

/// The picture of one slice at its own resolution, made again only when something changed. The
/// pixels are shared with the toolkit: no copy between the look-up table and the screen.
final class PictureBuffer {
  private final SlicePainter painter = new SlicePainter();
  private int[] argb = new int[0];
  private @Nullable PixelBuffer<IntBuffer> buffer;
  private @Nullable Image image;
  private @Nullable Volume paintedVolume;
  private int paintedSlice = -1;
  private @Nullable WindowLevel paintedLook;

  Image picture(Volume volume, int slice, WindowLevel look) {
    int columns = volume.grid().columns();
    int rows = volume.grid().rows();
    PixelBuffer<IntBuffer> pixels = buffer;
    Image picture = image;
    if (pixels == null
        || picture == null
        || pixels.getWidth() != columns
        || pixels.getHeight() != rows) {
      argb = new int[columns * rows];
      pixels =
          new PixelBuffer<>(
              columns, rows, IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance());
      picture = new WritableImage(pixels);
      buffer = pixels;
      image = picture;
      paintedSlice = -1;
    }
    if (volume != paintedVolume || slice != paintedSlice || !look.equals(paintedLook)) {
      painter.paint(volume, slice, look, argb);
      pixels.updateBuffer(b -> null);
      paintedVolume = volume;
      paintedSlice = slice;
      paintedLook = look;
    }
    return picture;
  }
}
