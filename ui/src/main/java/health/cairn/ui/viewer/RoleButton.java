package health.cairn.ui.viewer;

import javafx.scene.control.MenuButton;
import javafx.scene.control.Tooltip;

/// The name of a series over its picture, and behind it: why it is called that, and what a reader may
/// call it instead.
final class RoleButton extends MenuButton {
  private final Tooltip tip = new Tooltip();
  private final ViewerViewModel viewer;

  RoleButton(ViewerViewModel viewer, ViewportModel model) {
    this.viewer = viewer;
    getStyleClass().add("role-button");
    setTooltip(tip);
    tip.setWrapText(true);
    tip.setMaxWidth(360);
    setOnShowing(e -> viewer.activate(model));
    model.seriesProperty().subscribe(s -> s.ifPresent(this::show));
    visibleProperty().bind(model.seriesProperty().map(s -> s.isPresent()));
  }

  private void show(DisplaySeries shown) {
    setText(shown.shortName());
    // A menu button without items does not open.
    getItems().setAll(RoleMenu.items(viewer, shown));
    tip.setText(RoleMenu.why(shown) + "\nClick or press S to say what it shows.");
    setAccessibleText(shown.shortName() + ", change what this series shows");
    setAccessibleHelp(RoleMenu.why(shown));
  }
}
