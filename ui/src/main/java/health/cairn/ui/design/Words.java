package health.cairn.ui.design;

import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// Text in panels: wraps, and is never cut.
public final class Words {
  private Words() {}

  public static Label plain(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    return label;
  }

  /// Less than the figure beside it.
  public static Label secondary(String text) {
    Label label = plain(text);
    label.getStyleClass().add("secondary");
    return label;
  }

  public static Label heading(String text) {
    Label label = plain(text);
    label.getStyleClass().add("heading-3");
    return label;
  }

  /// Text that is there while there is some.
  public static Label bound(ObservableStringValue text) {
    Label label = plain("");
    label.textProperty().bind(text);
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }

  /// A label and its number on one line; below, at the right, how sure that is.
  ///
  /// @param uncertainty or empty
  public static Node figure(String label, String value, String uncertainty) {
    Label name = secondary(label);
    Label number = new Label(value);
    number.getStyleClass().add("small-figure");
    number.setMinWidth(Region.USE_PREF_SIZE);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox line = new HBox(8, name, space, number);
    line.setAlignment(Pos.BASELINE_LEFT);
    VBox box = new VBox(line);
    if (!uncertainty.isEmpty()) {
      Label sure = secondary(uncertainty);
      sure.setMaxWidth(Double.MAX_VALUE);
      sure.setAlignment(Pos.BASELINE_RIGHT);
      box.getChildren().add(sure);
    }
    return box;
  }
}
