package health.cairn.ui.shell;

import javafx.scene.Group;
import javafx.scene.shape.Ellipse;

/// Three stones on each other.
final class CairnMark extends Group {
  CairnMark() {
    getChildren().addAll(stone(10, 17, 9, 3.6), stone(10.5, 10.5, 6.5, 2.9), stone(9.8, 5, 4, 2.3));
  }

  private static Ellipse stone(double x, double y, double rx, double ry) {
    Ellipse stone = new Ellipse(x, y, rx, ry);
    stone.getStyleClass().add("stone");
    return stone;
  }
}
