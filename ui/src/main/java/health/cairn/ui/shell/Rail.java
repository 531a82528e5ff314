package health.cairn.ui.shell;

import health.cairn.ui.design.Icons;
import java.util.EnumMap;
import java.util.Map;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

/// The left rail: one button per screen.
final class Rail extends VBox {
  Rail(ShellViewModel shell) {
    super(4);
    getStyleClass().add("rail");
    ToggleGroup group = new ToggleGroup();
    Map<Screen, ToggleButton> buttons = new EnumMap<>(Screen.class);
    for (Screen screen : Screen.values()) {
      ToggleButton button = new ToggleButton(screen.label(), Icons.of(screen.icon(), 20));
      button.setContentDisplay(ContentDisplay.TOP);
      button.setToggleGroup(group);
      button.setId("rail-" + screen.name().toLowerCase(java.util.Locale.ROOT));
      button.setOnAction(
          e -> {
            // A rail button that is pressed again stays pressed.
            button.setSelected(true);
            shell.screenProperty().set(screen);
          });
      buttons.put(screen, button);
      getChildren().add(button);
    }
    shell
        .screenProperty()
        .subscribe(screen -> buttons.forEach((s, button) -> button.setSelected(s.equals(screen))));
  }
}
