package health.cairn.ui.viewer;

import health.cairn.imaging.draw.OutlineEditor;
import health.cairn.imaging.draw.Patch;
import health.cairn.imaging.render.SegmentColour;
import health.cairn.imaging.volume.Grid;
import health.cairn.ui.outline.OutlineSession;
import java.nio.IntBuffer;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/// The fill of the outline under the hand, one slice in the picture's own resolution. A stroke changes the pixels
/// that it touched and no others.
final class OutlinePixels {
  private record Sheet(
      OutlineSession session, int slice, PixelBuffer<IntBuffer> buffer, Image image) {}

  private Optional<Sheet> sheet = Optional.empty();

  Image of(OutlineSession session, int slice) {
    if (sheet
        .filter(s -> s.session().editor() == session.editor() && s.slice() == slice)
        .isPresent()) {
      return sheet.get().image();
    }
    Grid grid = session.editor().grid();
    Sheet next =
        sheet
            .filter(s -> s.session().editor() == session.editor())
            .map(s -> new Sheet(session, slice, s.buffer(), s.image()))
            .orElseGet(() -> made(session, slice));
    sheet = Optional.of(next);
    changed(session, new Patch(slice, 0, 0, grid.columns() - 1, grid.rows() - 1));
    return next.image();
  }

  /// A patch of the slice in the picture; of another slice nothing is painted.
  void changed(OutlineSession session, Patch patch) {
    if (sheet
        .filter(s -> s.session().editor() == session.editor() && s.slice() == patch.slice())
        .isEmpty()) {
      return;
    }
    Sheet here = sheet.get();
    OutlineEditor editor = session.editor();
    IntBuffer argb = here.buffer().getBuffer();
    int columns = editor.grid().columns();
    int fill = SegmentLayer.premultiplied(SegmentColour.of(session.what()).rgb());
    for (int row = patch.firstRow(); row <= patch.lastRow(); row++) {
      for (int column = patch.firstColumn(); column <= patch.lastColumn(); column++) {
        argb.put(row * columns + column, editor.at(column, row, patch.slice()) ? fill : 0);
      }
    }
    Rectangle2D spoilt =
        new Rectangle2D(
            patch.firstColumn(),
            patch.firstRow(),
            patch.lastColumn() - patch.firstColumn() + 1.0,
            patch.lastRow() - patch.firstRow() + 1.0);
    here.buffer().updateBuffer(b -> spoilt);
  }

  private static Sheet made(OutlineSession session, int slice) {
    Grid grid = session.editor().grid();
    int[] argb = new int[grid.voxelsPerSlice()];
    PixelBuffer<IntBuffer> buffer =
        new PixelBuffer<>(
            grid.columns(), grid.rows(), IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance());
    return new Sheet(session, slice, buffer, new WritableImage(buffer));
  }
}
