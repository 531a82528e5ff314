package health.cairn.ui.viewer;

import health.cairn.app.desk.DoubtsView;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.VoxelIndex;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The study on the screen: which series stands where, how the viewports move together, which tool
/// is in the hand. Knows no toolkit; on the JavaFX thread only.
public final class ViewerViewModel {
  /// Viewports on the screen at most, two by two.
  public static final int VIEWPORTS = 4;

  /// What the left button does.
  public enum Tool {
    NONE,
    RULER,
    /// The next click names a point in the patient.
    POINT,
    /// An outline is drawn.
    OUTLINE
  }

  private record Measured(ViewportModel viewport, Ruler ruler) {}

  private final ObjectProperty<Optional<OpenedStudy>> study =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObservableList<DisplaySeries> series = FXCollections.observableArrayList();
  private final List<ViewportModel> viewports = new ArrayList<>();
  private final IntegerProperty active = new SimpleIntegerProperty();
  private final IntegerProperty shown = new SimpleIntegerProperty();
  private final BooleanProperty maximised = new SimpleBooleanProperty();
  private final BooleanProperty linked = new SimpleBooleanProperty(true);
  private final BooleanProperty overlay = new SimpleBooleanProperty(true);
  private final DoubleProperty overlayOpacity = new SimpleDoubleProperty(1);
  private final DoubtModel doubt = new DoubtModel();
  private final BooleanProperty cine = new SimpleBooleanProperty();
  private final ObjectProperty<Tool> tool = new SimpleObjectProperty<>(Tool.NONE);
  private final StringProperty hint = new SimpleStringProperty("");
  private final ObservableList<SegmentView> segments = FXCollections.observableArrayList();
  private final Deque<Measured> undo = new ArrayDeque<>();
  private final ObjectProperty<Optional<SegmentView>> corrected =
      new SimpleObjectProperty<>(Optional.empty());
  private Consumer<PatientPoint> pointed = point -> {};

  /// Takes what a reader says a series shows: its UID, and the role.
  private final BiConsumer<String, SequenceRole> overrule;

  /// @param overrule keeps what a reader says a series shows, and answers with [#setRole]
  public ViewerViewModel(BiConsumer<String, SequenceRole> overrule) {
    this.overrule = overrule;
    for (int i = 0; i < VIEWPORTS; i++) {
      viewports.add(new ViewportModel());
    }
  }

  /// Puts a study on the screen: the first series in as many viewports as there are series.
  ///
  /// @param ready the study's series, as [DisplaySeries#of] made them off this thread
  public void show(OpenedStudy opened, List<DisplaySeries> ready) {
    forget();
    study.set(Optional.of(opened));
    series.setAll(ready);
    segments.setAll(standing(opened));
    shown.set(layoutFor(ready.size()));
    for (int i = 0; i < Math.min(shown.get(), ready.size()); i++) {
      viewports.get(i).show(ready.get(i));
    }
    startTogether();
  }

  /// Whether a study is the one on the screen.
  public boolean shows(String studyInstanceUid) {
    return study.get().filter(s -> s.studyInstanceUid().equals(studyInstanceUid)).isPresent();
  }

  /// New segments and findings of the study, if it is still shown; the reader's view stays.
  public void refresh(
      String studyInstanceUid, List<SegmentView> outlined, List<FindingView> found) {
    study
        .get()
        .filter(s -> s.studyInstanceUid().equals(studyInstanceUid))
        .map(s -> s.withFindings(outlined, found))
        .ifPresent(
            s -> {
              study.set(Optional.of(s));
              segments.setAll(standing(s));
            });
  }

  /// Asks the reader to click a place in the patient.
  ///
  /// @param advice one line, while the tool is in the hand
  /// @param then takes the point, once
  public void askPoint(String advice, Consumer<PatientPoint> then) {
    leaveTool();
    pointed = then;
    tool.set(Tool.POINT);
    hint.set(advice);
  }

  /// Answers [#askPoint] with what lies under the pointer; a picture without a place in the patient cannot.
  public void point(ViewportModel viewport, VoxelIndex at) {
    viewport
        .series()
        .map(DisplaySeries::series)
        .ifPresent(
            s -> {
              if (!s.orientationKnown() || !s.spacingKnown()) {
                hint.set("This series has no place in the patient: click in another.");
                return;
              }
              Consumer<PatientPoint> then = pointed;
              leaveTool();
              then.accept(s.volume().grid().affine().toPatient(at));
            });
  }

  /// Whether no series of the study has a role.
  public boolean lacks(SequenceRole role) {
    return series.stream().noneMatch(s -> s.series().role() == role);
  }

  /// The reader says what a series shows.
  public void overrule(DisplaySeries shown, SequenceRole role) {
    if (shown.series().role() != role) {
      overrule.accept(shown.series().seriesInstanceUid(), role);
    }
  }

  /// A series of this study is read as something else from now on: the series are put in order anew,
  /// and what was done to each goes with it.
  public void setRole(String seriesInstanceUid, SequenceRole role, String reason) {
    if (study.get().isEmpty()
        || series.stream()
            .noneMatch(s -> s.series().seriesInstanceUid().equals(seriesInstanceUid))) {
      return;
    }
    OpenedStudy changed = study.get().get().withRole(seriesInstanceUid, role, reason);
    Rearrangement rearranged = Rearrangement.of(changed, series, viewports);
    List<Measured> measured = List.copyOf(undo);
    undo.clear();
    leaveTool();
    study.set(Optional.of(changed));
    series.setAll(rearranged.series());
    rearranged.apply(viewports, shown.get());
    for (Measured m : measured) {
      viewports.stream()
          .filter(v -> v.rulers().contains(m.ruler()))
          .findFirst()
          .ifPresent(v -> undo.addLast(new Measured(v, m.ruler())));
    }
    viewports.stream()
        .filter(v -> shows(v, seriesInstanceUid))
        .findFirst()
        .ifPresentOrElse(this::activate, () -> active.set(0));
    if (linked.get()) {
      viewports.stream()
          .filter(v -> rearranged.isNew(v) && v != active())
          .forEach(v -> follow(active(), v));
    }
  }

  /// Takes the outlines of a finding off the pictures.
  public void hideOutlinesOf(String findingId) {
    segments.removeIf(s -> s.findingId().equals(findingId));
  }

  /// Outlines of what nobody has rejected, the larger first so that the smaller lie on top.
  private static List<SegmentView> standing(OpenedStudy opened) {
    Set<String> rejected =
        opened.findings().stream()
            .filter(f -> f.status() == FindingView.Status.REJECTED)
            .map(FindingView::findingId)
            .collect(Collectors.toSet());
    return opened.segments().stream()
        .filter(s -> !rejected.contains(s.findingId()))
        .sorted(Comparator.comparingInt(s -> -s.segment().mask().count()))
        .toList();
  }

  /// Nothing on the screen.
  public void close() {
    forget();
    study.set(Optional.empty());
    series.clear();
    segments.clear();
    shown.set(0);
  }

  private void forget() {
    doubt.forget();
    viewports.forEach(ViewportModel::clear);
    pointed = point -> {};
    undo.clear();
    active.set(0);
    maximised.set(false);
    cine.set(false);
    tool.set(Tool.NONE);
    hint.set("");
  }

  /// One, two or four viewports.
  static int layoutFor(int series) {
    return series <= 2 ? series : VIEWPORTS;
  }

  /// Begins where there is something to see: at the middle of the largest segment, else the middle
  /// of the first series.
  private void startTogether() {
    Optional<SegmentView> largest =
        segments.stream().max(Comparator.comparingInt(s -> s.segment().mask().count()));
    Optional<ViewportModel> holder =
        largest.flatMap(
            l -> viewports.stream().filter(v -> shows(v, l.seriesInstanceUid())).findFirst());
    if (largest.isPresent() && holder.isPresent()) {
      scrollTo(holder.get(), middleSlice(largest.get()));
    } else {
      scrollTo(viewports.getFirst(), viewports.getFirst().slice());
    }
  }

  private static int middleSlice(SegmentView segment) {
    Grid grid = segment.segment().mask().grid();
    int best = grid.slices() / 2;
    int most = 0;
    int[] counts = new int[grid.slices()];
    int perSlice = grid.voxelsPerSlice();
    for (int at = segment.segment().mask().next(0); at >= 0; ) {
      counts[at / perSlice]++;
      at = segment.segment().mask().next(at + 1);
    }
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > most) {
        most = counts[i];
        best = i;
      }
    }
    return best;
  }

  /// Scrolls a viewport; those linked with it follow to the same place in the patient.
  public void scroll(ViewportModel viewport, int slices) {
    scrollTo(viewport, viewport.slice() + slices);
  }

  /// Shows a slice in a viewport and the same place in those linked with it.
  public void scrollTo(ViewportModel viewport, int slice) {
    viewport.goTo(slice);
    viewport.linkNoteProperty().set("");
    if (!linked.get()) {
      return;
    }
    for (ViewportModel other : viewports) {
      if (other != viewport) {
        follow(viewport, other);
      }
    }
  }

  private static void follow(ViewportModel leader, ViewportModel other) {
    if (leader.series().isEmpty() || other.series().isEmpty()) {
      return;
    }
    Grid from = leader.series().get().series().volume().grid();
    Grid to = other.series().get().series().volume().grid();
    switch (SliceLink.between(from, leader.slice(), to)) {
      case SliceLink.Same(int slice) -> {
        other.goTo(slice);
        other.linkNoteProperty().set("");
      }
      case SliceLink.Beyond(int slice) -> {
        other.goTo(slice);
        other.linkNoteProperty().set("this series ends here");
      }
      case SliceLink.Apart(String why) -> other.linkNoteProperty().set(why);
    }
  }

  /// Puts another series in a viewport, at the place the others show.
  public void assign(ViewportModel viewport, DisplaySeries chosen) {
    undo.removeIf(m -> m.viewport() == viewport);
    viewport.show(chosen);
    if (linked.get()) {
      viewports.stream()
          .filter(v -> v != viewport && v.series().isPresent())
          .findFirst()
          .ifPresent(leader -> follow(leader, viewport));
    }
  }

  /// Goes to the slice that shows a finding best.
  ///
  /// @return whether the series is part of the study
  public boolean jumpTo(String seriesInstanceUid, int slice) {
    Optional<DisplaySeries> wanted =
        series.stream()
            .filter(s -> s.series().seriesInstanceUid().equals(seriesInstanceUid))
            .findFirst();
    if (wanted.isEmpty()) {
      return false;
    }
    ViewportModel target =
        viewports.stream()
            .filter(v -> shows(v, seriesInstanceUid))
            .findFirst()
            .orElseGet(
                () -> {
                  assign(active(), wanted.get());
                  return active();
                });
    activate(target);
    scrollTo(target, slice);
    return true;
  }

  private static boolean shows(ViewportModel viewport, String seriesInstanceUid) {
    return viewport
        .series()
        .map(s -> s.series().seriesInstanceUid().equals(seriesInstanceUid))
        .orElse(false);
  }

  /// The segments to draw over a viewport: all that lie in its frame of reference.
  public List<SegmentView> segmentsFor(ViewportModel viewport) {
    if (!overlay.get() || viewport.series().isEmpty()) {
      return List.of();
    }
    DisplaySeries s = viewport.series().get();
    return segments.stream().filter(v -> !isCorrected(v) && liesIn(v, s)).toList();
  }

  /// While an outline is being corrected, only what the hand makes of it is drawn.
  private boolean isCorrected(SegmentView segment) {
    return corrected
        .get()
        .filter(c -> c.findingId().equals(segment.findingId()))
        .filter(c -> c.segment().label().equals(segment.segment().label()))
        .isPresent();
  }

  /// A segment is drawn over its own series, and over others where patient coordinates carry it.
  private static boolean liesIn(SegmentView segment, DisplaySeries shown) {
    Grid picture = shown.series().volume().grid();
    Grid outlined = segment.segment().mask().grid();
    boolean own =
        segment.seriesInstanceUid().equals(shown.series().seriesInstanceUid())
            && outlined.equals(picture);
    boolean comparable =
        shown.series().spacingKnown()
            && shown.series().orientationKnown()
            && !picture.frameOfReferenceUid().isEmpty()
            && picture.frameOfReferenceUid().equals(outlined.frameOfReferenceUid());
    return own || comparable;
  }

  /// Where the models doubt in the study on screen; what was said of there being no map holds no longer.
  public void showDoubts(DoubtsView made) {
    if (hint.get().equals(doubt.doubtsProperty().get().whyNone())) {
      hint.set("");
    }
    doubt.show(made);
  }

  /// Shows or hides where the models doubt; says why there is nothing to show.
  public void toggleDoubt() {
    Optional<String> refused = doubt.toggle();
    if (refused.isPresent() || tool.get() == Tool.NONE) {
      hint.set(refused.orElse(""));
    }
  }

  /// Takes or lays down the ruler.
  public void toggleRuler() {
    if (tool.get() == Tool.RULER) {
      leaveTool();
      return;
    }
    Optional<String> refused = active().whyNoRuler();
    refused.ifPresentOrElse(
        hint::set,
        () -> {
          tool.set(Tool.RULER);
          hint.set("Drag to measure. Esc ends.");
        });
  }

  /// Takes the brush into the hand, or lays it down.
  public void outlining(boolean inHand) {
    if (inHand && tool.get() != Tool.OUTLINE) {
      leaveTool();
      cine.set(false);
      tool.set(Tool.OUTLINE);
    } else if (!inHand && tool.get() == Tool.OUTLINE) {
      leaveTool();
    }
  }

  /// Back to the empty hand; what was measured stays.
  public void leaveTool() {
    viewports.forEach(v -> v.draftProperty().set(Optional.empty()));
    pointed = point -> {};
    tool.set(Tool.NONE);
    hint.set("");
  }

  public void startRuler(ViewportModel viewport, VoxelIndex at) {
    viewport
        .whyNoRuler()
        .ifPresentOrElse(
            hint::set, () -> viewport.draftProperty().set(Optional.of(new Ruler(at, at))));
  }

  public void stretchRuler(ViewportModel viewport, VoxelIndex to) {
    viewport
        .draftProperty()
        .get()
        .ifPresent(r -> viewport.draftProperty().set(Optional.of(new Ruler(r.from(), to))));
  }

  /// Keeps the ruler that was drawn; one without length was a click, not a measurement.
  public void endRuler(ViewportModel viewport) {
    viewport
        .draftProperty()
        .get()
        .filter(r -> !r.from().equals(r.to()))
        .ifPresent(
            r -> {
              viewport.rulers().add(r);
              undo.push(new Measured(viewport, r));
            });
    viewport.draftProperty().set(Optional.empty());
  }

  /// Takes back the last ruler.
  public void undoRuler() {
    if (!undo.isEmpty()) {
      Measured last = undo.pop();
      last.viewport().rulers().remove(last.ruler());
    }
  }

  /// The next picture of a running loop: past the last slice comes the first.
  public void cineStep() {
    ViewportModel viewport = active();
    viewport.series().ifPresent(s -> scrollTo(viewport, (viewport.slice() + 1) % s.slices()));
  }

  public void activate(ViewportModel viewport) {
    active.set(viewports.indexOf(viewport));
  }

  public ViewportModel active() {
    return viewports.get(active.get());
  }

  public ObjectProperty<Optional<OpenedStudy>> studyProperty() {
    return study;
  }

  public ObservableList<DisplaySeries> series() {
    return series;
  }

  public List<ViewportModel> viewports() {
    return List.copyOf(viewports);
  }

  public IntegerProperty activeProperty() {
    return active;
  }

  /// How many viewports there are: 0, 1, 2 or 4.
  public IntegerProperty shownProperty() {
    return shown;
  }

  /// Whether the active viewport has the whole place.
  public BooleanProperty maximisedProperty() {
    return maximised;
  }

  public BooleanProperty linkedProperty() {
    return linked;
  }

  public BooleanProperty overlayProperty() {
    return overlay;
  }

  /// 0 to 1.
  public DoubleProperty overlayOpacityProperty() {
    return overlayOpacity;
  }

  /// The outline that is being corrected, and not drawn with the others.
  public ObjectProperty<Optional<SegmentView>> correctedProperty() {
    return corrected;
  }

  /// Where the models doubt.
  public DoubtModel doubt() {
    return doubt;
  }

  public BooleanProperty cineProperty() {
    return cine;
  }

  public ObjectProperty<Tool> toolProperty() {
    return tool;
  }

  /// One line of advice or refusal, or empty.
  public StringProperty hintProperty() {
    return hint;
  }

  /// The outlines of findings, as they are drawn now.
  public List<SegmentView> outlines() {
    return List.copyOf(segments);
  }

  public ObservableList<SegmentView> segments() {
    return segments;
  }
}
