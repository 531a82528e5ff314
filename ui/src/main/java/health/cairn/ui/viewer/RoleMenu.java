package health.cairn.ui.viewer;

import health.cairn.imaging.dicom.SequenceRole;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import javafx.scene.text.Text;

/// What a series may be said to show, under the reason why it is shown as what it is.
final class RoleMenu {
  private static final double NOTE_WIDTH = 260;

  private RoleMenu() {}

  static List<MenuItem> items(ViewerViewModel viewer, DisplaySeries shown) {
    List<MenuItem> items = new ArrayList<>();
    items.add(note(why(shown)));
    items.add(new SeparatorMenuItem());
    ToggleGroup one = new ToggleGroup();
    for (SequenceRole role : SequenceRole.values()) {
      RadioMenuItem item = new RadioMenuItem(words(role));
      item.setId("role-" + role.name());
      item.setToggleGroup(one);
      item.setSelected(role == shown.series().role());
      item.setOnAction(e -> viewer.overrule(shown, role));
      items.add(item);
    }
    return items;
  }

  /// "T1C: contrast agent given; TR 500 ms, TE 12 ms"
  static String why(DisplaySeries shown) {
    String reason = shown.series().roleReason();
    String role = words(shown.series().role());
    return reason.isEmpty() ? role + ": nothing in the files says so" : role + ": " + reason;
  }

  static String words(SequenceRole role) {
    return switch (role) {
      case T1C -> "T1 + contrast";
      case OTHER -> "Other";
      case T1, T2, FLAIR, DWI, ADC -> role.name();
    };
  }

  private static MenuItem note(String words) {
    // A label in a menu gets the height of one line, however long its text.
    Text text = new Text(words);
    text.setWrappingWidth(NOTE_WIDTH);
    text.getStyleClass().add("menu-note-text");
    CustomMenuItem item = new CustomMenuItem(text, false);
    item.getStyleClass().add("menu-note");
    item.setDisable(true);
    return item;
  }
}
