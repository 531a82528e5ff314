package health.cairn.ui.kiosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.KioskTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Bounds;
import javafx.geometry.NodeOrientation;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every screen in every language on a small display: nothing cut, nothing outside, everything large, and no colour
/// under 7:1 (WCAG 2.2, 1.4.6 and 2.5.5; our targets are larger than it asks).
class KioskLooksTest {
  private static final double WIDTH = 1366;
  private static final double HEIGHT = 768;
  private static final double TARGET = 64;
  private static final double CONTRAST = 7;

  @ParameterizedTest
  @EnumSource
  void everyScreen_canBeReadAndPressed(KioskLanguage language) throws Exception {
    List<String> wrong = new ArrayList<>();
    List<String> seen = new ArrayList<>();
    KioskWalk.walk(
        language,
        WIDTH,
        HEIGHT,
        (name, stand) -> {
          seen.add(name);
          List<String> found =
              KioskStand.onScreen(
                  () -> {
                    Parent root = stand.scene().getRoot();
                    root.applyCss();
                    root.layout();
                    return problems(root);
                  });
          found.forEach(problem -> wrong.add(name + ": " + problem));
          veiled(stand).forEach(problem -> wrong.add(name + ", veiled: " + problem));
          if (!name.startsWith("01") && !name.startsWith("23")) { // those are for staff, in English
            assertEquals(
                language.rightToLeft()
                    ? NodeOrientation.RIGHT_TO_LEFT
                    : NodeOrientation.LEFT_TO_RIGHT,
                stand.scene().getRoot().getEffectiveNodeOrientation());
          }
        });
    assertEquals(List.of(), wrong);
    assertTrue(seen.size() > 30, seen.toString());
  }

  /// What is wrong, or still to be read of the patient, when nobody has moved for five seconds.
  private static List<String> veiled(KioskStand stand) throws Exception {
    stand.act(
        () -> {
          stand.clock.forward(IdleWatch.UNTIL_VEILED);
          stand.model.tick();
        });
    List<String> found = new ArrayList<>();
    if (KioskStand.onScreen(() -> stand.model.veiledProperty().get())) {
      found.addAll(
          KioskStand.onScreen(
              () -> {
                Parent root = stand.scene().getRoot();
                root.applyCss();
                root.layout();
                List<String> problems = problems(root);
                problems.addAll(personal(root, stand.model.texts()));
                return problems;
              }));
      stand.act(stand.model::unveil);
    } else {
      stand.act(stand.model::touched);
      found.addAll(KioskStand.onScreen(() -> named(stand)));
    }
    return found;
  }

  private static List<String> personal(Parent root, KioskTexts texts) {
    List<String> hers =
        new ArrayList<>(
            List.of(
                KioskWalk.NAME,
                texts.say("decline.title"),
                texts.say("decline.text1"),
                texts.say("confirm.withdraw.textCare")));
    for (ConsentPurpose purpose : ConsentPurpose.values()) {
      hers.add(texts.say("purpose." + purpose.key() + ".name", KioskWalk.RECIPIENT));
    }
    return said(root).stream().filter(words -> hers.stream().anyMatch(words::contains)).toList();
  }

  /// A page that is never veiled names nobody.
  private static List<String> named(KioskStand stand) {
    return said(stand.scene().getRoot()).stream().filter(w -> w.contains(KioskWalk.NAME)).toList();
  }

  /// All that eyes and screen readers get.
  private static List<String> said(Parent root) {
    List<String> said = new ArrayList<>();
    for (Node node : all(root)) {
      if (node instanceof Labeled label) {
        said.add(label.getText().replace('\n', ' '));
      }
      if (node instanceof TextField field) {
        said.add(field.getText());
      }
      if (node.getAccessibleText() != null) {
        said.add(node.getAccessibleText());
      }
    }
    return said;
  }

  private static List<String> problems(Parent root) {
    List<String> found = new ArrayList<>();
    for (Node node : all(root)) {
      if (node instanceof Labeled label && !label.getText().isBlank()) {
        cut(label).ifPresent(found::add);
        outside(label).ifPresent(found::add);
        if (label.getFont().getSize() < 22) {
          found.add("small: " + label.getText());
        }
      }
      if (node instanceof Button || node instanceof TextField) {
        Region target = (Region) node;
        if (target.getWidth() < TARGET || target.getHeight() < TARGET) {
          found.add(
              "target of %.0f x %.0f: %s"
                  .formatted(target.getWidth(), target.getHeight(), node.getId()));
        }
        outside(target).ifPresent(found::add);
        if (named(node).isBlank()) {
          found.add("a screen reader finds no name for " + node.getId());
        }
      }
      if (node instanceof Text text && !text.getText().isBlank()) {
        faint(text).ifPresent(found::add);
      }
    }
    return found;
  }

  private static String named(Node node) {
    String accessible = node.getAccessibleText();
    if (accessible != null) {
      return accessible;
    }
    return node instanceof Labeled label ? label.getText() : "";
  }

  private static Optional<String> cut(Labeled label) {
    Node shown = label.lookup(".text");
    return shown instanceof Text text && !text.getText().equals(label.getText())
        ? Optional.of("cut: " + text.getText())
        : Optional.empty();
  }

  /// Inside the window, and inside the place its parent gave it.
  private static Optional<String> outside(Region node) {
    Bounds bounds = node.localToScene(node.getLayoutBounds());
    if (bounds.getMinX() < 0
        || bounds.getMinY() < 0
        || bounds.getMaxX() > WIDTH
        || bounds.getMaxY() > HEIGHT) {
      return Optional.of("outside the window: " + node);
    }
    for (Parent p = node.getParent(); p instanceof Region place; p = p.getParent()) {
      Bounds room = place.localToScene(place.getLayoutBounds());
      if (bounds.getMinY() < room.getMinY() - 1 || bounds.getMaxY() > room.getMaxY() + 1) {
        return Optional.of("over the edge of " + place.getStyleClass() + ": " + node);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> faint(Text text) {
    if (!(text.getFill() instanceof Color ink)) {
      return Optional.of("no colour: " + text.getText());
    }
    Color ground = ground(text);
    double ratio = ratio(ink, ground);
    return ratio < CONTRAST
        ? Optional.of("contrast %.1f of %s on %s: %s".formatted(ratio, ink, ground, text.getText()))
        : Optional.empty();
  }

  /// The first opaque colour under a node.
  private static Color ground(Node node) {
    for (Parent p = node.getParent(); p != null; p = p.getParent()) {
      if (p instanceof Region region && region.getBackground() != null) {
        List<BackgroundFill> fills = region.getBackground().getFills();
        for (int i = fills.size() - 1; i >= 0; i--) {
          if (fills.get(i).getFill() instanceof Color colour && colour.isOpaque()) {
            return colour;
          }
        }
      }
    }
    return Color.WHITE;
  }

  private static double ratio(Color one, Color other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  /// WCAG 2.2, relative luminance.
  private static double luminance(Color colour) {
    return 0.2126 * linear(colour.getRed())
        + 0.7152 * linear(colour.getGreen())
        + 0.0722 * linear(colour.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }

  /// Every node that is shown.
  static List<Node> all(Node node) {
    List<Node> found = new ArrayList<>();
    if (!node.isVisible()) {
      return found;
    }
    found.add(node);
    if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> found.addAll(all(child)));
    }
    return found;
  }
}
