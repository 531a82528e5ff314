package health.cairn.ui.viewer;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;

/// What can be done with a viewport, at the pointer.
final class ViewportMenu {
  private ViewportMenu() {}

  static ContextMenu of(ViewerViewModel viewer, ViewportModel model) {
    ContextMenu menu = new ContextMenu();
    for (DisplaySeries series : viewer.series()) {
      RadioMenuItem item = new RadioMenuItem(series.longName());
      item.setSelected(model.series().map(series::equals).orElse(false));
      item.setOnAction(e -> viewer.assign(model, series));
      menu.getItems().add(item);
    }
    menu.getItems().add(new SeparatorMenuItem());
    Menu roles = new Menu("This series shows");
    model.series().ifPresent(s -> roles.getItems().addAll(RoleMenu.items(viewer, s)));
    menu.getItems().add(roles);
    Menu presets = new Menu("Window");
    model
        .series()
        .ifPresent(
            s ->
                s.presets()
                    .forEach(
                        p -> {
                          MenuItem item =
                              item(p.name(), p.key(), () -> model.lookProperty().set(p.look()));
                          presets.getItems().add(item);
                        }));
    menu.getItems()
        .addAll(
            presets,
            item("Fit to viewport", "R", () -> model.placementProperty().set(Placement.FIT)),
            item(
                viewer.maximisedProperty().get() ? "Show all viewports" : "Maximise",
                "M",
                () -> viewer.maximisedProperty().set(!viewer.maximisedProperty().get())),
            item("Measure", "D", viewer::toggleRuler));
    return menu;
  }

  private static MenuItem item(String text, String key, Runnable action) {
    MenuItem item = new MenuItem(text);
    if (!key.isEmpty()) {
      item.setAccelerator(KeyCombination.valueOf(key));
    }
    item.setOnAction(e -> action.run());
    return item;
  }
}
