package health.cairn.ui.viewer;

import health.cairn.imaging.render.DoubtVeil;
import health.cairn.imaging.uncertainty.DoubtMap;
import health.cairn.imaging.uncertainty.DoubtSlice;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.VoxelIndex;
import java.nio.IntBuffer;
import java.util.Optional;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// Draws where models doubt over a picture, made again only when map or slice changed.
final class DoubtLayer {
  private record Drawn(DoubtMap map, int slice, DoubtSlice doubt, Image veil) {
    static Drawn of(DoubtMap map, int slice) {
      DoubtSlice doubt = map.slice(slice);
      Image veil =
          new WritableImage(
              new PixelBuffer<>(
                  map.grid().columns(),
                  map.grid().rows(),
                  IntBuffer.wrap(DoubtVeil.argb(doubt)),
                  PixelFormat.getIntArgbPreInstance()));
      return new Drawn(map, slice, doubt, veil);
    }
  }

  private Optional<Drawn> here = Optional.empty();

  void draw(GraphicsContext g, DoubtMap map, int slice, ViewTransform t) {
    g.save();
    // Smoothed at any zoom: its own pixels are a network's, coarser than the picture's.
    g.setImageSmoothing(true);
    g.drawImage(
        drawn(map, slice).veil(),
        t.left(),
        t.top(),
        map.grid().columns() * t.columnPx(),
        map.grid().rows() * t.rowPx());
    g.restore();
  }

  /// Doubt at a voxel in words; empty outside of the picture.
  String at(DoubtMap map, int slice, VoxelIndex pointer) {
    Grid grid = map.grid();
    int column = (int) Math.round(pointer.column());
    int row = (int) Math.round(pointer.row());
    if (column < 0 || row < 0 || column >= grid.columns() || row >= grid.rows()) {
      return "";
    }
    DoubtSlice doubt = drawn(map, slice).doubt();
    int voxel = row * grid.columns() + column;
    String all = "here " + percent(doubt.entropy(voxel));
    return map.networks() > 1 ? all + ", disagreement " + percent(doubt.disagreement(voxel)) : all;
  }

  private static String percent(double bits) {
    return Math.round(bits * 100) + " %";
  }

  private Drawn drawn(DoubtMap map, int slice) {
    Drawn drawn =
        here.filter(d -> d.map().equals(map) && d.slice() == slice)
            .orElseGet(() -> Drawn.of(map, slice));
    here = Optional.of(drawn);
    return drawn;
  }
}
