package health.cairn.ui.kiosk;

import health.cairn.app.desk.consent.ConsentPurpose;
import javafx.beans.value.ObservableStringValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/// What kiosk screens are made of: large, wrapping, never cut.
final class KioskNodes {
  static final double TEXT_WIDTH = 860;
  private static final double PADDING = 60;

  private KioskNodes() {}

  static Label title(String text) {
    Label label = wrapping(text, "kiosk-title", 34, FontWeight.BOLD);
    label.setId("kiosk-title");
    return label;
  }

  static Label text(String text) {
    return wrapping(text, "kiosk-text", 24, FontWeight.NORMAL);
  }

  static Label soft(String text) {
    return wrapping(text, "kiosk-soft", 22, FontWeight.NORMAL);
  }

  private static Label wrapping(String text, String styleClass, double size, FontWeight weight) {
    Label label = new Label();
    label.getStyleClass().add(styleClass);
    BrokenLines.put(label, text, TEXT_WIDTH - PADDING, size, weight);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.setMaxWidth(TEXT_WIDTH);
    label.setTextAlignment(TextAlignment.CENTER);
    label.setAlignment(Pos.CENTER);
    return label;
  }

  /// Words in a box that come and go.
  static Label notice(ObservableStringValue text) {
    Label label = wrapping("", "kiosk-notice", 24, FontWeight.NORMAL);
    text.subscribe(now -> BrokenLines.put(label, now, TEXT_WIDTH - PADDING, 24, FontWeight.NORMAL));
    return label;
  }

  static FontIcon icon(Feather feather) {
    FontIcon icon = new FontIcon(feather);
    icon.getStyleClass().add("kiosk-icon");
    return icon;
  }

  /// At least 64 pixels high; its words wrap rather than being cut.
  static Button button(String id, String text, Runnable action) {
    Button button = new Button();
    button.setId(id);
    BrokenLines.put(button, text, TEXT_WIDTH - 2 * PADDING, 22, FontWeight.NORMAL);
    button.setMinHeight(Region.USE_PREF_SIZE);
    button.setOnAction(e -> action.run());
    button.getStyleClass().add("kiosk-button");
    return button;
  }

  /// The one thing to do next.
  static Button main(String id, String text, Runnable action) {
    Button button = button(id, text, action);
    button.getStyleClass().add("kiosk-main");
    return button;
  }

  static Button withIcon(Button button, Feather feather) {
    FontIcon icon = new FontIcon(feather);
    icon.getStyleClass().add("kiosk-button-icon");
    button.setGraphic(icon);
    button.setContentDisplay(ContentDisplay.LEFT);
    return button;
  }

  /// An answer among several, over the whole width.
  static Button choice(String id, String text, Runnable action) {
    Button button = button(id, text, action);
    button.getStyleClass().add("kiosk-choice");
    button.setMaxWidth(TEXT_WIDTH);
    button.setPrefWidth(TEXT_WIDTH);
    return button;
  }

  static Node space(double height) {
    Region space = new Region();
    space.setMinHeight(height);
    return space;
  }

  static Feather feather(ConsentPurpose purpose) {
    return switch (purpose) {
      case CARE -> Feather.HEART;
      case SECOND_OPINION -> Feather.USERS;
      case AI_ANALYSIS -> Feather.CPU;
      case RESEARCH -> Feather.SEARCH;
      case TEACHING -> Feather.BOOK_OPEN;
    };
  }

  static Feather feather(Info info) {
    return switch (info) {
      case SHARING -> Feather.EYE;
      case RISK -> Feather.LOCK;
      case RIGHT -> Feather.ROTATE_CCW;
    };
  }
}
