package health.cairn.ui.viewer;

import health.cairn.imaging.volume.VoxelIndex;
import health.cairn.ui.outline.OutlineModel;
import java.util.Optional;
import javafx.scene.Cursor;
import javafx.scene.control.ContextMenu;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.input.TransferMode;
import org.jspecify.annotations.Nullable;

/// What the mouse does over a viewport: wheel scrolls, left drags through the slices or measures,
/// right drags the window, middle drags the picture, double click maximises.
final class ViewportMouse {
  private static final double PX_PER_SLICE = 6;
  private static final double WHEEL_NOTCH = 40;
  private static final double CLICK_SLACK_PX = 4;
  private static final double ZOOM_STEP = 1.15;

  private final ViewportView view;
  private final ViewerViewModel viewer;
  private final OutlineModel outline;
  private final ViewportModel model;
  private double lastX;
  private double lastY;
  private double travelled;
  private double wheel;
  private double dragged;
  private @Nullable ContextMenu menu;

  ViewportMouse(
      ViewportView view, ViewerViewModel viewer, OutlineModel outline, ViewportModel model) {
    this.view = view;
    this.viewer = viewer;
    this.outline = outline;
    this.model = model;
  }

  void install() {
    view.setOnMousePressed(this::pressed);
    view.setOnMouseDragged(this::dragged);
    view.setOnMouseReleased(this::released);
    view.setOnMouseMoved(this::moved);
    view.setOnMouseExited(
        e -> {
          model.pointerProperty().set(Optional.empty());
          view.brushAt(Optional.empty());
        });
    view.setOnScroll(this::scrolled);
    view.setOnDragOver(
        e -> {
          if (e.getDragboard().hasContent(SeriesDrag.FORMAT)) {
            e.acceptTransferModes(TransferMode.COPY);
          }
          e.consume();
        });
    view.setOnDragDropped(
        e -> {
          boolean taken =
              SeriesDrag.dropped(e.getDragboard(), viewer)
                  .map(
                      s -> {
                        viewer.assign(model, s);
                        viewer.activate(model);
                        return true;
                      })
                  .orElse(false);
          e.setDropCompleted(taken);
          e.consume();
        });
    viewer
        .toolProperty()
        .addListener(
            (o, was, now) ->
                view.setCursor(
                    now == ViewerViewModel.Tool.NONE ? Cursor.DEFAULT : Cursor.CROSSHAIR));
  }

  private void pressed(MouseEvent e) {
    if (menu != null) {
      menu.hide();
    }
    view.requestFocus();
    viewer.activate(model);
    lastX = e.getX();
    lastY = e.getY();
    travelled = 0;
    dragged = 0;
    if (e.getButton() == MouseButton.PRIMARY) {
      if (viewer.toolProperty().get() == ViewerViewModel.Tool.POINT) {
        at(e).ifPresent(v -> viewer.point(model, v));
      } else if (viewer.toolProperty().get() == ViewerViewModel.Tool.RULER) {
        at(e).ifPresent(v -> viewer.startRuler(model, v));
      } else if (viewer.toolProperty().get() == ViewerViewModel.Tool.OUTLINE) {
        at(e)
            .ifPresent(
                v -> model.series().ifPresent(s -> outline.press(s.series(), v, e.isShiftDown())));
      } else if (e.getClickCount() == 2) {
        viewer.maximisedProperty().set(!viewer.maximisedProperty().get());
      }
    }
    e.consume();
  }

  private void dragged(MouseEvent e) {
    double dx = e.getX() - lastX;
    double dy = e.getY() - lastY;
    lastX = e.getX();
    lastY = e.getY();
    travelled += Math.abs(dx) + Math.abs(dy);
    switch (e.getButton()) {
      case SECONDARY -> model.dragWindow(dx, dy);
      case MIDDLE -> model.pan(dx, dy, view.getWidth(), view.getHeight());
      case PRIMARY -> {
        if (viewer.toolProperty().get() == ViewerViewModel.Tool.RULER) {
          at(e).ifPresent(v -> viewer.stretchRuler(model, v));
        } else if (viewer.toolProperty().get() == ViewerViewModel.Tool.OUTLINE) {
          at(e).ifPresent(outline::drag);
        } else {
          dragged += dy;
          int slices = (int) (dragged / PX_PER_SLICE);
          dragged -= slices * PX_PER_SLICE;
          if (slices != 0) {
            viewer.scroll(model, slices);
          }
        }
      }
      default -> {}
    }
    moved(e);
    e.consume();
  }

  private void released(MouseEvent e) {
    if (e.getButton() == MouseButton.PRIMARY) {
      viewer.endRuler(model);
      outline.release();
    }
    if (e.getButton() == MouseButton.SECONDARY && travelled < CLICK_SLACK_PX) {
      ContextMenu opened = ViewportMenu.of(viewer, model);
      menu = opened;
      opened.show(view, e.getScreenX(), e.getScreenY());
    }
    e.consume();
  }

  private void moved(MouseEvent e) {
    boolean outlining = viewer.toolProperty().get() == ViewerViewModel.Tool.OUTLINE;
    if (outlining) {
      view.brushAt(Optional.of(new ScreenPoint(e.getX(), e.getY())));
    }
    // While the brush draws, the picture below it is not painted for a line of figures.
    if (!outlining || !e.isPrimaryButtonDown()) {
      model.pointerProperty().set(at(e));
    }
  }

  private void scrolled(ScrollEvent e) {
    if (e.isControlDown()) {
      model.zoomAt(
          new ScreenPoint(e.getX(), e.getY()),
          Math.pow(ZOOM_STEP, e.getDeltaY() / WHEEL_NOTCH),
          view.getWidth(),
          view.getHeight());
    } else if (e.isShiftDown() && viewer.toolProperty().get() == ViewerViewModel.Tool.OUTLINE) {
      // With Shift a wheel scrolls sideways on some systems.
      double turned = e.getDeltaY() == 0 ? e.getDeltaX() : e.getDeltaY();
      outline.resize((int) Math.signum(turned));
    } else {
      // Touch pads send fractions of a notch; they add up to slices.
      wheel -= e.getDeltaY() / WHEEL_NOTCH;
      int slices = (int) wheel;
      wheel -= slices;
      if (slices != 0) {
        viewer.scroll(model, slices);
      }
    }
    e.consume();
  }

  private Optional<VoxelIndex> at(MouseEvent e) {
    return model
        .transform(view.getWidth(), view.getHeight())
        .map(t -> t.toVoxel(new ScreenPoint(e.getX(), e.getY()), model.slice()));
  }
}
