package health.cairn.ui.kiosk;

import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.Signature.Point;
import health.cairn.app.desk.consent.Signature.Stroke;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.geometry.NodeOrientation;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;

/// A box to sign in with a finger, a pen or the mouse. Writing keeps its own direction in every language.
final class SignaturePad extends StackPane {
  private static final double WIDTH = 600;
  private static final double HEIGHT = 180;

  private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
  private final List<List<Point>> strokes = new ArrayList<>();
  private final ReadOnlyBooleanWrapper empty = new ReadOnlyBooleanWrapper(true);
  private int points;

  SignaturePad() {
    setId("sign-pad");
    setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
    getStyleClass().add("kiosk-pad");
    getChildren().add(canvas);
    setMaxSize(WIDTH, HEIGHT);
    GraphicsContext pen = canvas.getGraphicsContext2D();
    pen.setStroke(Color.web("#16181b"));
    pen.setLineWidth(3);
    pen.setLineCap(StrokeLineCap.ROUND);
    pen.setLineJoin(StrokeLineJoin.ROUND);
    canvas.setOnMousePressed(this::begin);
    canvas.setOnMouseDragged(this::follow);
  }

  ReadOnlyBooleanProperty emptyProperty() {
    return empty.getReadOnlyProperty();
  }

  void clear() {
    strokes.clear();
    points = 0;
    empty.set(true);
    canvas.getGraphicsContext2D().clearRect(0, 0, WIDTH, HEIGHT);
  }

  /// What was drawn; only while there is something.
  Signature.Drawn signature() {
    return new Signature.Drawn(strokes.stream().map(Stroke::new).toList(), WIDTH / HEIGHT);
  }

  private void begin(MouseEvent event) {
    if (points >= Signature.Drawn.MAX_POINTS) {
      return;
    }
    strokes.add(new ArrayList<>());
    add(event);
    GraphicsContext pen = canvas.getGraphicsContext2D();
    pen.strokeLine(event.getX(), event.getY(), event.getX(), event.getY());
    empty.set(false);
  }

  private void follow(MouseEvent event) {
    if (strokes.isEmpty() || points >= Signature.Drawn.MAX_POINTS) {
      return;
    }
    Point before = strokes.getLast().getLast();
    add(event);
    canvas
        .getGraphicsContext2D()
        .strokeLine(before.x() * WIDTH, before.y() * HEIGHT, event.getX(), event.getY());
  }

  private void add(MouseEvent event) {
    points++;
    strokes
        .getLast()
        .add(
            new Point(
                Math.clamp(event.getX() / WIDTH, 0, 1), Math.clamp(event.getY() / HEIGHT, 0, 1)));
  }
}
