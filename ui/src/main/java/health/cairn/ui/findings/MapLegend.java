package health.cairn.ui.findings;

import health.cairn.imaging.explain.MapMethod;
import health.cairn.imaging.render.MapPicture;
import health.cairn.ui.design.Words;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What the colours of a map stand for, drawn as the map itself is.
final class MapLegend extends VBox {
  private static final int HEIGHT = 10;

  /// @param width of the map's picture, pixels
  MapLegend(MapMethod method, double width) {
    super(2);
    getStyleClass().add("map-legend");
    setMaxWidth(width);
    ImageView scale = new ImageView(Pictures.of(MapPicture.scale((int) width, HEIGHT)));
    scale.setAccessibleText("Scale from clear, 0 %, over violet and orange to yellow, 100 %");
    getChildren().addAll(scale, ends(), Words.secondary(method.unit()), outline());
  }

  private static Node ends() {
    return new HBox(tick("0 %"), space(), tick("50 %"), space(), tick("100 %"));
  }

  private static Label tick(String text) {
    Label label = new Label(text);
    label.getStyleClass().addAll("secondary", "tick");
    return label;
  }

  private static Region space() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }

  private static Node outline() {
    Region line = new Region();
    line.getStyleClass().add("outline-sample");
    HBox box = new HBox(8, line, Words.secondary("The outlined tumour"));
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }
}
