package health.cairn.ui.design;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Words in place of content: what to do when there is nothing, what went wrong when something did.
public final class Notice {
  private Notice() {}

  /// An empty state: says what it is and what to do about it.
  public static VBox empty(Feather icon, String title, String whatToDo, Node... actions) {
    Label heading = new Label(title);
    heading.getStyleClass().add("heading-2");
    Label text = new Label(whatToDo);
    text.getStyleClass().add("secondary");
    text.setWrapText(true);
    text.setMaxWidth(420);
    text.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
    VBox box = new VBox(8, Icons.of(icon, 32), heading, text);
    if (actions.length > 0) {
      HBox row = new HBox(8, actions);
      row.setAlignment(Pos.CENTER);
      row.getStyleClass().add("empty-actions");
      box.getChildren().add(row);
    }
    box.getStyleClass().add("empty-state");
    box.setAlignment(Pos.CENTER);
    return box;
  }

  /// A failure, in one sentence, beside what failed; it can be dismissed.
  public static HBox problem(Runnable dismiss) {
    Label text = new Label();
    text.setWrapText(true);
    text.getStyleClass().add("problem-text");
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMaxWidth(Double.MAX_VALUE);
    Button close = new Button();
    close.setGraphic(Icons.of(Feather.X, 14));
    close.setAccessibleText("Dismiss");
    close.getStyleClass().add("quiet");
    close.setOnAction(e -> dismiss.run());
    HBox box = new HBox(8, Icons.of(Feather.ALERT_TRIANGLE, 16), text, close);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().addAll("problem", Meaning.REJECTED.styleClass());
    return box;
  }

  /// A problem line that shows itself while `message` holds a sentence.
  public static HBox problem(javafx.beans.property.StringProperty message) {
    HBox box = problem(() -> message.set(""));
    ((Label) box.getChildren().get(1)).textProperty().bind(message);
    box.visibleProperty().bind(message.isNotEmpty());
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }
}
