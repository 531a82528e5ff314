package health.cairn.ui.viewer;

import health.cairn.app.desk.DoubtsView.MapView;
import health.cairn.imaging.uncertainty.DoubtMap;
import health.cairn.imaging.volume.Volume;
import health.cairn.ui.design.Figures;
import health.cairn.ui.outline.OutlineModel;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontSmoothingType;
import javafx.scene.text.TextAlignment;

/// One viewport: a canvas that is painted at most once per frame, however much has changed.
final class ViewportView extends Region {
  /// From this many screen pixels per voxel on, voxels are shown as they are: squares.
  private static final double SMOOTH_UP_TO = 6;

  // The button's own padding puts its word where the annotations begin.
  private static final double ROLE_X = 4;
  private static final double ROLE_Y = 6;

  private static final Color BACKGROUND = Color.BLACK;

  private final Canvas canvas = new Canvas();
  private final ViewerViewModel viewer;
  private final ViewportModel model;
  private final PictureBuffer picture = new PictureBuffer();
  private final SegmentLayer segments = new SegmentLayer();
  private final DoubtLayer doubt = new DoubtLayer();
  private final RoleButton role;
  private final OutlineModel outline;
  private final OutlineOverlay hand;

  ViewportView(ViewerViewModel viewer, OutlineModel outline, ViewportModel model) {
    this.viewer = viewer;
    this.model = model;
    getStyleClass().add("viewport");
    this.outline = outline;
    role = new RoleButton(viewer, model);
    hand = new OutlineOverlay(viewer, outline, model);
    getChildren().addAll(canvas, hand, role);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    InvalidationListener repaint = o -> requestLayout();
    model.seriesProperty().addListener(repaint);
    model.sliceProperty().addListener(repaint);
    model.lookProperty().addListener(repaint);
    model.placementProperty().addListener(repaint);
    model.pointerProperty().addListener(repaint);
    model.linkNoteProperty().addListener(repaint);
    model.draftProperty().addListener(repaint);
    model.rulers().addListener(repaint);
    viewer.overlayProperty().addListener(repaint);
    viewer.overlayOpacityProperty().addListener(repaint);
    viewer.segments().addListener(repaint);
    viewer.correctedProperty().addListener(repaint);
    viewer.doubt().onProperty().addListener(repaint);
    viewer.doubt().doubtsProperty().addListener(repaint);
    viewer.doubt().whichProperty().addListener(repaint);
    viewer.activeProperty().addListener(repaint);
    viewer.studyProperty().addListener(repaint);
    focusWithinProperty()
        .addListener(
            (o, was, now) -> {
              if (now) {
                // What the keyboard points at is what its keys act on.
                viewer.activate(model);
              }
            });
    focusedProperty().addListener(repaint);
    new ViewportMouse(this, viewer, outline, model).install();
  }

  ViewportModel model() {
    return model;
  }

  /// Opens the menu of what the series here may be said to show.
  void showRoles() {
    role.requestFocus();
    role.show();
  }

  /// Where the brush is, or that it has left.
  void brushAt(Optional<ScreenPoint> place) {
    hand.brushAt(place);
  }

  @Override
  protected void layoutChildren() {
    double width = Math.floor(getWidth());
    double height = Math.floor(getHeight());
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
    }
    role.setMaxWidth(width / 2);
    role.autosize();
    role.relocate(ROLE_X, ROLE_Y);
    paint(width, height);
    hand.resizeRelocate(0, 0, width, height);
    hand.repaint();
  }

  private void paint(double width, double height) {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.setFontSmoothingType(FontSmoothingType.GRAY);
    g.setFill(BACKGROUND);
    g.fillRect(0, 0, width, height);
    model
        .series()
        .ifPresentOrElse(s -> paintSeries(g, s, width, height), () -> paintNone(g, width, height));
    setAccessibleText(spoken());
    boolean isActive = viewer.active() == model;
    pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("active"), isActive);
  }

  private void paintSeries(GraphicsContext g, DisplaySeries shown, double width, double height) {
    Volume volume = shown.series().volume();
    ViewTransform t = model.transform(width, height).orElseThrow();
    Image image = picture.picture(volume, model.slice(), model.lookProperty().get());
    g.save();
    g.beginPath();
    g.rect(0, 0, width, height);
    g.clip();
    g.setImageSmoothing(t.columnPx() < SMOOTH_UP_TO);
    g.drawImage(
        image,
        t.left(),
        t.top(),
        volume.grid().columns() * t.columnPx(),
        volume.grid().rows() * t.rowPx());
    Optional<DoubtMap> map = viewer.doubt().over(shown.series()).map(MapView::map);
    map.ifPresent(m -> doubt.draw(g, m, model.slice(), t));
    segments.draw(
        g,
        viewer.segmentsFor(model),
        volume.grid(),
        model.slice(),
        t,
        viewer.overlayOpacityProperty().get());
    Annotations annotations = new Annotations(g, width, height);
    viewer.studyProperty().get().ifPresent(study -> annotations.draw(model, shown, study, t));
    if (viewer.doubt().onProperty().get()) {
      map.ifPresentOrElse(
          m -> annotations.doubt(viewer.doubt().words(shown.series()).orElseThrow(), doubtHere(m)),
          annotations::noDoubt);
    }
    for (Ruler ruler : model.rulersHere()) {
      annotations.ruler(
          t.toScreen(ruler.from()), t.toScreen(ruler.to()), Figures.mm(model.lengthMm(ruler)));
    }
    g.restore();
  }

  private String doubtHere(DoubtMap map) {
    return model.pointerProperty().get().map(p -> doubt.at(map, model.slice(), p)).orElse("");
  }

  private String drawnHere(DisplaySeries shown) {
    return outline
        .sessionProperty()
        .get()
        .filter(drawn -> drawn.liesOn(shown.series()))
        .map(
            drawn ->
                ", outline not kept yet, " + OutlineModel.volumeWords(drawn.editor().volumeMl()))
        .orElse("");
  }

  private static void paintNone(GraphicsContext g, double width, double height) {
    g.setFill(Color.web("#9aa1ab"));
    g.setFont(Font.font("Noto Sans", 13));
    g.setTextAlign(TextAlignment.CENTER);
    g.setTextBaseline(VPos.CENTER);
    g.fillText("Drag a series here", width / 2, height / 2);
  }

  private String spoken() {
    return model
        .series()
        .map(
            s ->
                s.longName()
                    + ", slice "
                    + (model.slice() + 1)
                    + " of "
                    + s.slices()
                    + viewer.doubt().words(s.series()).map(words -> ", veiled " + words).orElse("")
                    + drawnHere(s))
        .orElse("Empty viewport");
  }
}
