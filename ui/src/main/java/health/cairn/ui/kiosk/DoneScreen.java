package health.cairn.ui.kiosk;

import health.cairn.app.qr.QrModules;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.HBox;
import javafx.scene.paint.Color;
import org.kordamp.ikonli.feather.Feather;

/// A decision or a change is saved: the square that proves it, and a copy for who wants one.
final class DoneScreen {
  // Three pixels for each module of the largest code there is (see QrModules.CHARACTERS).
  private static final double SQUARE = 351;

  private final KioskModel model;

  DoneScreen(KioskModel model) {
    this.model = model;
  }

  KioskScreen decided() {
    return screen("done", List.of());
  }

  KioskScreen changed() {
    return screen(
        "changed",
        List.of(KioskNodes.button("changed-more", model.texts().say("changed.more"), model::list)));
  }

  /// @param saved whose texts: "done" or "changed"
  /// @param more ways on, beside a copy and the end
  private KioskScreen screen(String saved, List<Node> more) {
    String title = model.texts().say(saved + ".title");
    String text = model.texts().say(saved + ".text");
    List<Node> content = new ArrayList<>();
    content.add(KioskNodes.title(title));
    content.add(KioskNodes.text(text));
    boolean copied = model.pageProperty().get().at() == 1; // then its notice needs the room
    if (model.waitsForTheChain() && !copied) {
      content.add(KioskNodes.soft(model.texts().say(saved + ".waiting")));
    }
    String proof = model.proof().isEmpty() ? "" : model.texts().say("done.proof");
    if (!proof.isEmpty()) {
      content.add(new Personal(squares()));
      content.add(KioskNodes.soft(proof));
    }
    List<Node> actions = new ArrayList<>(more);
    if (model.offersCopy()) {
      actions.add(
          KioskNodes.withIcon(
              KioskNodes.button("done-copy", model.texts().say("done.copy"), model::copy),
              Feather.PRINTER));
    }
    actions.add(KioskNodes.main("kiosk-finish", model.texts().say("app.finish"), model::finish));
    return new KioskScreen(content, actions, KioskScreens.spoken(title, text, proof));
  }

  /// One, or as many as the proof takes.
  private Node squares() {
    HBox squares = new HBox(16);
    squares.setId("proof-square");
    squares.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
    squares.setAlignment(Pos.CENTER);
    QrModules.ofProof(model.proof()).forEach(c -> squares.getChildren().add(square(c)));
    squares.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    squares.setAccessibleText(model.texts().say("done.proof"));
    return squares;
  }

  private static Node square(QrModules code) {
    Canvas canvas = new Canvas(SQUARE, SQUARE);
    GraphicsContext pen = canvas.getGraphicsContext2D();
    pen.setFill(Color.WHITE);
    pen.fillRect(0, 0, SQUARE, SQUARE);
    pen.setFill(Color.BLACK);
    // Whole pixels, so that no module is blurred.
    double module = Math.floor(SQUARE / code.size());
    double from = Math.floor((SQUARE - module * code.size()) / 2);
    for (int row = 0; row < code.size(); row++) {
      for (int column = 0; column < code.size(); column++) {
        if (code.dark(column, row)) {
          pen.fillRect(from + column * module, from + row * module, module, module);
        }
      }
    }
    return canvas;
  }
}
