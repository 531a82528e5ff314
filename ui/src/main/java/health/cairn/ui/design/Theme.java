package health.cairn.ui.design;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/// How the window looks. Dark is the default because reading rooms are dark.
public enum Theme {
  DARK("Dark", true),
  LIGHT("Light", false),
  CONTRAST("High contrast", true);

  /// The report has the same family: one copy in the program serves both.
  private static final String FONTS = "/health/cairn/app/fonts/";

  private final String label;
  private final boolean dark;

  Theme(String label, boolean dark) {
    this.label = label;
    this.dark = dark;
  }

  public String label() {
    return label;
  }

  public Palette palette() {
    return switch (this) {
      case DARK -> Palette.DARK;
      case LIGHT -> Palette.LIGHT;
      case CONTRAST -> Palette.CONTRAST;
    };
  }

  /// Dresses a scene; replaces the theme it wore before. On the JavaFX thread.
  public void dress(Scene scene) {
    Application.setUserAgentStylesheet(
        dark
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet());
    scene.getStylesheets().setAll(colours(), sheet());
    scene.setFill(palette().windowColor());
  }

  /// Reads the shipped fonts; once, before the first scene. On the JavaFX thread.
  public static void loadFonts() {
    for (String face : List.of("NotoSans-Regular.ttf", "NotoSans-Bold.ttf")) {
      try (InputStream in = Theme.class.getResourceAsStream(FONTS + face)) {
        Font.loadFont(Objects.requireNonNull(in, face), 13);
      } catch (IOException e) {
        throw new IllegalStateException("the font " + face + " is not in the program", e);
      }
    }
  }

  private static String sheet() {
    URL url = Objects.requireNonNull(Theme.class.getResource("cairn.css"), "cairn.css");
    return url.toExternalForm();
  }

  /// The palette as a stylesheet of looked-up colours. It is a data URI because colours set on the
  /// root node itself do not reach pop-ups, which have roots of their own.
  private String colours() {
    Palette palette = palette();
    StringBuilder css = new StringBuilder(".root {\n");
    set(css, "-cairn-window", palette.window());
    set(css, "-cairn-panel", palette.panel());
    set(css, "-cairn-raised", palette.raised());
    set(css, "-cairn-line", palette.line());
    set(css, "-cairn-text", palette.text());
    set(css, "-cairn-secondary", palette.secondary());
    set(css, "-cairn-accent", palette.accent());
    set(css, "-cairn-on-accent", palette.onAccent());
    for (Meaning meaning : Meaning.values()) {
      set(css, "-cairn-" + meaning.styleClass().substring("meaning-".length()), meaning.web());
    }
    css.append("}\n");
    for (Meaning meaning : Meaning.values()) {
      css.append('.').append(meaning.styleClass()).append(" { -cairn-meaning: ");
      css.append(meaning.web()).append("; }\n");
    }
    return "data:text/css;base64,"
        + Base64.getEncoder().encodeToString(css.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void set(StringBuilder css, String name, String value) {
    css.append("  ").append(name).append(": ").append(value).append(";\n");
  }
}
