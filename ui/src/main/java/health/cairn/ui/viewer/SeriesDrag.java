package health.cairn.ui.viewer;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/// Carries a series from its chip to a viewport.
final class SeriesDrag {
  static final DataFormat FORMAT = new DataFormat("application/x-cairn-series");

  private SeriesDrag() {}

  static void from(Node chip, int index) {
    chip.setOnDragDetected(
        e -> {
          Dragboard board = chip.startDragAndDrop(TransferMode.COPY);
          ClipboardContent content = new ClipboardContent();
          content.put(FORMAT, index);
          board.setContent(content);
          board.setDragView(chip.snapshot(null, null));
          e.consume();
        });
  }

  static Optional<DisplaySeries> dropped(Dragboard board, ViewerViewModel viewer) {
    return board.getContent(FORMAT) instanceof Integer index
            && index >= 0
            && index < viewer.series().size()
        ? Optional.of(viewer.series().get(index))
        : Optional.empty();
  }
}
