package health.cairn.ui.viewer;

import health.cairn.imaging.render.WindowLevel;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.VoxelIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What one viewport shows. Knows no toolkit; changes on the JavaFX thread only.
public final class ViewportModel {
  /// Drag over this many pixels to change the window by the whole range of the series.
  static final double WINDOW_DRAG_PX = 700;

  private final ReadOnlyObjectWrapper<Optional<DisplaySeries>> series =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final IntegerProperty slice = new SimpleIntegerProperty();
  private final ObjectProperty<WindowLevel> look =
      new SimpleObjectProperty<>(new WindowLevel(1, 0.5));
  private final ObjectProperty<Placement> placement = new SimpleObjectProperty<>(Placement.FIT);
  private final ObjectProperty<Optional<VoxelIndex>> pointer =
      new SimpleObjectProperty<>(Optional.empty());
  private final StringProperty linkNote = new SimpleStringProperty("");
  private final ObservableList<Ruler> rulers = FXCollections.observableArrayList();
  private final ObjectProperty<Optional<Ruler>> draft =
      new SimpleObjectProperty<>(Optional.empty());

  /// Puts a series here, at its middle slice, with its standard window and nothing measured.
  public void show(DisplaySeries shown) {
    series.set(Optional.of(shown));
    slice.set(shown.slices() / 2);
    look.set(shown.presets().getFirst().look());
    placement.set(Placement.FIT);
    pointer.set(Optional.empty());
    linkNote.set("");
    draft.set(Optional.empty());
    rulers.clear();
  }

  /// What a reader has made of a series: where they are in it, and how they look at it.
  record Kept(
      DisplaySeries series,
      int slice,
      WindowLevel look,
      Placement placement,
      String linkNote,
      List<Ruler> rulers) {}

  /// The series here with all that was done to it, where there is one.
  Optional<Kept> kept() {
    return series
        .get()
        .map(
            s ->
                new Kept(
                    s,
                    slice.get(),
                    look.get(),
                    placement.get(),
                    linkNote.get(),
                    List.copyOf(rulers)));
  }

  /// Shows a series as it was kept, maybe in another viewport.
  void restore(Kept kept, DisplaySeries as) {
    show(as);
    slice.set(kept.slice());
    look.set(kept.look());
    placement.set(kept.placement());
    linkNote.set(kept.linkNote());
    rulers.setAll(kept.rulers());
  }

  public void clear() {
    series.set(Optional.empty());
    rulers.clear();
    draft.set(Optional.empty());
    linkNote.set("");
  }

  /// Goes to a slice, or to the first or last where it lies beyond.
  public void goTo(int index) {
    series.get().ifPresent(s -> slice.set(Math.clamp(index, 0, s.slices() - 1)));
  }

  public void dragWindow(double dxPx, double dyPx) {
    series
        .get()
        .ifPresent(s -> look.set(look.get().dragged(dxPx, dyPx, s.range().span(), WINDOW_DRAG_PX)));
  }

  /// @param number 1 to 9
  public void preset(int number) {
    series
        .get()
        .filter(s -> number >= 1 && number <= s.presets().size())
        .ifPresent(s -> look.set(s.presets().get(number - 1).look()));
  }

  public Optional<ViewTransform> transform(double width, double height) {
    return series
        .get()
        .map(
            s ->
                ViewTransform.of(
                    grid(s), s.series().spacingKnown(), width, height, placement.get()));
  }

  /// Zooms about a point of the viewport.
  public void zoomAt(ScreenPoint point, double factor, double width, double height) {
    transform(width, height)
        .ifPresent(t -> placement.set(t.zoomedAt(placement.get(), point, factor, width, height)));
  }

  public void pan(double dxPx, double dyPx, double width, double height) {
    transform(width, height).ifPresent(t -> placement.set(t.panned(placement.get(), dxPx, dyPx)));
  }

  /// Why nothing can be measured here, in words for the reader; empty where it can.
  public Optional<String> whyNoRuler() {
    return series
        .get()
        .map(
            s ->
                s.series().spacingKnown()
                    ? Optional.<String>empty()
                    : Optional.of("No spacing in this series: distances are off."))
        .orElse(Optional.of("No series here to measure in."));
  }

  /// Length of a ruler, by the affine of the series shown.
  public double lengthMm(Ruler ruler) {
    return series
        .get()
        .filter(s -> s.series().spacingKnown())
        .map(s -> ruler.lengthMm(grid(s).affine()))
        .orElseThrow(() -> new IllegalStateException("a ruler in a series without spacing"));
  }

  /// The rulers of the slice on screen, the one being drawn last.
  public List<Ruler> rulersHere() {
    List<Ruler> here = new ArrayList<>();
    rulers.stream().filter(r -> r.slice() == slice.get()).forEach(here::add);
    draft.get().ifPresent(here::add);
    return here;
  }

  private static Grid grid(DisplaySeries s) {
    return s.series().volume().grid();
  }

  public ReadOnlyObjectProperty<Optional<DisplaySeries>> seriesProperty() {
    return series.getReadOnlyProperty();
  }

  public Optional<DisplaySeries> series() {
    return series.get();
  }

  public int slice() {
    return slice.get();
  }

  public IntegerProperty sliceProperty() {
    return slice;
  }

  public ObjectProperty<WindowLevel> lookProperty() {
    return look;
  }

  public ObjectProperty<Placement> placementProperty() {
    return placement;
  }

  /// The voxel under the mouse, for the line of figures at the bottom.
  public ObjectProperty<Optional<VoxelIndex>> pointerProperty() {
    return pointer;
  }

  /// Why this viewport does not scroll with the others, or empty.
  public StringProperty linkNoteProperty() {
    return linkNote;
  }

  public ObservableList<Ruler> rulers() {
    return rulers;
  }

  /// The ruler that is being drawn.
  public ObjectProperty<Optional<Ruler>> draftProperty() {
    return draft;
  }
}
