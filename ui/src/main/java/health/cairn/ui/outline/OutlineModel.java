package health.cairn.ui.outline;

import health.cairn.app.desk.DrawnOutline;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.app.desk.OpenedStudy.ViewerSeries;
import health.cairn.app.desk.OutlineDraft;
import health.cairn.app.desk.TumourType;
import health.cairn.app.desk.Workstation;
import health.cairn.imaging.draw.Contour;
import health.cairn.imaging.draw.OutlineEditor;
import health.cairn.imaging.draw.Patch;
import health.cairn.imaging.draw.Touch;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.VoxelIndex;
import health.cairn.ui.design.Figures;
import health.cairn.ui.work.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// A reader draws an outline or corrects one: what is in the hand, what is asked, and where the outline is safe
/// meanwhile. It belongs to one study; another study never sees it, and it comes back with its own. Knows no
/// toolkit; on the JavaFX thread only.
public final class OutlineModel {
  /// The smallest and largest brush.
  public static final double MIN_SIZE_MM = 0.5;

  public static final double MAX_SIZE_MM = 60;

  private static final double SIZE_STEP = 1.25;

  /// What the left button does.
  public enum Tool {
    BRUSH,
    ERASER,
    /// A closed line; what it winds around is filled.
    CONTOUR
  }

  /// Where the reader is.
  public enum Phase {
    /// Nothing is being drawn.
    NONE,
    /// Which outline?
    CHOOSING,
    /// The tool is in the hand.
    DRAWING,
    /// The hand is empty; what was drawn is there, and not kept.
    WAITING,
    /// Keep it?
    KEEPING,
    /// Lose it?
    DISCARDING
  }

  /// What else on the screen follows.
  public interface Surroundings {
    /// The tool comes into the hand, or leaves it.
    void inHand(boolean drawing);

    /// An outline that is being corrected is drawn by the hand's own layer, and by no other.
    void corrects(Optional<SegmentView> corrected);

    /// The reader sees what changes.
    void look(ViewerSeries series, int slice);

    /// One line for the reader.
    void say(String words);

    /// The outline is part of the record.
    void kept(FindingView finding);
  }

  private final Workstation workstation;
  private final Tasks tasks;
  private final Surroundings surroundings;
  private final DraftKeeper drafts;
  private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(Phase.NONE);
  private final ReadOnlyObjectWrapper<Optional<OutlineSession>> session =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObjectProperty<Tool> tool = new SimpleObjectProperty<>(Tool.BRUSH);
  private final DoubleProperty sizeMm = new SimpleDoubleProperty(8);
  private final ReadOnlyDoubleWrapper volumeMl = new ReadOnlyDoubleWrapper();
  private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canRedo = new ReadOnlyBooleanWrapper();
  private final BooleanProperty keeping = new SimpleBooleanProperty();
  private final ObjectProperty<Optional<String>> kind =
      new SimpleObjectProperty<>(Optional.empty());
  private final StringProperty note = new SimpleStringProperty("");
  private final StringProperty problem = new SimpleStringProperty("");
  private final List<Consumer<Optional<Patch>>> painters = new ArrayList<>();
  private final List<SegmentView> choices = new ArrayList<>();
  private Optional<OpenedStudy> study = Optional.empty();
  private Optional<ViewerSeries> asked = Optional.empty();
  private Optional<Contour> contour = Optional.empty();
  private double lastColumn;
  private double lastRow;

  public OutlineModel(Workstation workstation, Tasks tasks, Surroundings surroundings) {
    this.workstation = workstation;
    this.tasks = tasks;
    this.surroundings = surroundings;
    this.drafts =
        new DraftKeeper(
            workstation,
            tasks,
            sentence -> problem.set("Your outline is not safe yet: " + sentence));
  }

  /// A study comes on the screen, with what this reader had begun in it.
  public void show(OpenedStudy opened, Optional<OutlineDraft> begun) {
    boolean same =
        study.map(s -> s.studyInstanceUid().equals(opened.studyInstanceUid())).orElse(false);
    if (same && session.get().isPresent()) {
      study = Optional.of(opened);
      rest();
      return;
    }
    clear();
    study = Optional.of(opened);
    begun
        .filter(draft -> draft.studyInstanceUid().equals(opened.studyInstanceUid()))
        .ifPresent(this::restore);
  }

  private void restore(OutlineDraft draft) {
    OpenedStudy opened = study.orElseThrow();
    first(opened, draft.seriesInstanceUid())
        .filter(s -> s.volume().grid().equals(draft.mask().grid()))
        .ifPresent(
            series -> {
              Optional<SegmentView> corrected =
                  opened.segments().stream()
                      .filter(s -> draft.findingId().filter(s.findingId()::equals).isPresent())
                      .filter(s -> s.segment().label().equals(draft.label()))
                      .findFirst();
              begin(OutlineSession.restored(draft, series, corrected), Phase.WAITING);
            });
  }

  /// The study leaves the screen; what is drawn is safe, and comes back with it.
  public void clear() {
    endStroke();
    session.get().filter(s -> s.editor().strokes() > 0).ifPresent(s -> drafts.save(s.draft()));
    leave();
    study = Optional.empty();
    problem.set("");
  }

  private void leave() {
    contour = Optional.empty();
    choices.clear();
    asked = Optional.empty();
    note.set("");
    kind.set(Optional.empty());
    session.set(Optional.empty());
    phase.set(Phase.NONE);
    surroundings.inHand(false);
    surroundings.corrects(Optional.empty());
    follow();
  }

  /// Takes the tool into the hand: goes on with what was begun, or asks which outline it is to be.
  ///
  /// @param series that the reader points at
  /// @param standing outlines of findings on the screen
  public void take(ViewerSeries series, List<SegmentView> standing) {
    if (session.get().isPresent()) {
      goOn();
      return;
    }
    Optional<String> refused = whyNot(series);
    if (refused.isPresent()) {
      surroundings.say(refused.get());
      return;
    }
    choices.clear();
    standing.stream()
        .filter(s -> s.seriesInstanceUid().equals(series.seriesInstanceUid()))
        .filter(s -> s.segment().mask().grid().equals(series.volume().grid()))
        .forEach(choices::add);
    asked = Optional.of(series);
    if (choices.isEmpty()) {
      choose(Optional.empty());
    } else {
      phase.set(Phase.CHOOSING);
    }
  }

  /// What the tool can be used on, when it was taken.
  public List<SegmentView> choices() {
    return List.copyOf(choices);
  }

  /// @param corrected one of [#choices], or empty for a new outline
  public void choose(Optional<SegmentView> corrected) {
    if (asked.isEmpty() || study.isEmpty()) {
      return;
    }
    String uid = study.get().studyInstanceUid();
    ViewerSeries series = asked.get();
    begin(
        corrected.isPresent()
            ? OutlineSession.correcting(uid, series, corrected.get())
            : OutlineSession.fresh(uid, series),
        Phase.DRAWING);
  }

  private void begin(OutlineSession next, Phase first) {
    problem.set("");
    session.set(Optional.of(next));
    surroundings.corrects(next.corrected());
    follow();
    phase.set(first);
    surroundings.inHand(first == Phase.DRAWING);
  }

  /// Why nothing can be drawn on a series, in words for the reader; empty where it can.
  public Optional<String> whyNot(ViewerSeries series) {
    if (!series.spacingKnown()) {
      return Optional.of("No spacing in this series: an outline would have no size.");
    }
    if (!series.orientationKnown() || series.volume().grid().frameOfReferenceUid().isEmpty()) {
      return Optional.of("This series has no place in the patient: draw on another.");
    }
    boolean later =
        study
            .flatMap(s -> first(s, series.seriesInstanceUid()))
            .filter(s -> s.volume() != series.volume())
            .isPresent();
    return later
        ? Optional.of("Only the first stack of this series can be drawn on.")
        : Optional.empty();
  }

  /// An outline is stored on the first stack of its series.
  private static Optional<ViewerSeries> first(OpenedStudy study, String seriesInstanceUid) {
    return study.series().stream()
        .filter(s -> s.seriesInstanceUid().equals(seriesInstanceUid))
        .findFirst();
  }

  /// Empties the hand; nothing is lost.
  public void rest() {
    endStroke();
    if (session.get().isEmpty()) {
      phase.set(Phase.NONE);
      choices.clear();
      return;
    }
    if (!session.get().get().touched()) {
      leave();
      return;
    }
    phase.set(Phase.WAITING);
    surroundings.inHand(false);
  }

  /// Takes the tool into the hand again.
  public void goOn() {
    if (session.get().isPresent() && !keeping.get()) {
      phase.set(Phase.DRAWING);
      surroundings.inHand(true);
    }
  }

  /// The button comes down on a picture.
  ///
  /// @param shown what the picture shows
  /// @param other whether the brush erases and the eraser adds
  public void press(ViewerSeries shown, VoxelIndex at, boolean other) {
    if (!drawing()) {
      return;
    }
    OutlineSession here = session.get().orElseThrow();
    if (!here.liesOn(shown)) {
      surroundings.say("This outline belongs to %s: draw there.".formatted(name(here.series())));
      return;
    }
    boolean adds = (tool.get() == Tool.ERASER) == other;
    here.editor().begin((int) Math.round(at.slice()), adds ? Touch.ADD : Touch.ERASE);
    lastColumn = at.column();
    lastRow = at.row();
    if (tool.get() == Tool.CONTOUR) {
      Contour line = new Contour();
      line.add(at.column(), at.row());
      contour = Optional.of(line);
      painted(Optional.empty());
    } else {
      sweep(here.editor(), at);
    }
  }

  /// The hand moves with the button down.
  public void drag(VoxelIndex to) {
    Optional<OutlineEditor> editor = underWay();
    if (editor.isEmpty()) {
      return;
    }
    if (contour.isPresent()) {
      contour.get().add(to.column(), to.row());
      painted(Optional.empty());
    } else {
      sweep(editor.get(), to);
    }
  }

  private void sweep(OutlineEditor editor, VoxelIndex to) {
    Optional<Patch> patch =
        editor.sweep(lastColumn, lastRow, to.column(), to.row(), sizeMm.get() / 2);
    lastColumn = to.column();
    lastRow = to.row();
    if (patch.isPresent()) {
      volumeMl.set(editor.volumeMl());
      painted(patch);
    }
  }

  /// The button goes up: one step that can be taken back.
  public void release() {
    endStroke();
  }

  private void endStroke() {
    Optional<OutlineEditor> editor = underWay();
    if (editor.isEmpty()) {
      return;
    }
    Optional<Contour> line = contour;
    contour = Optional.empty();
    Optional<Patch> filled = line.flatMap(editor.get()::fill);
    boolean changed = editor.get().end();
    if (line.isPresent()) {
      painted(filled);
      painted(Optional.empty());
    }
    if (changed) {
      changed();
    }
  }

  private Optional<OutlineEditor> underWay() {
    return session.get().map(OutlineSession::editor).filter(OutlineEditor::drawing);
  }

  public void undo() {
    endStroke();
    editor().flatMap(OutlineEditor::undo).ifPresent(this::stepped);
  }

  public void redo() {
    endStroke();
    editor().flatMap(OutlineEditor::redo).ifPresent(this::stepped);
  }

  private void stepped(Patch patch) {
    session.get().ifPresent(s -> surroundings.look(s.series(), patch.slice()));
    painted(Optional.of(patch));
    changed();
  }

  private Optional<OutlineEditor> editor() {
    return session.get().map(OutlineSession::editor);
  }

  private void changed() {
    follow();
    session
        .get()
        .ifPresent(
            s -> {
              if (s.touched()) {
                drafts.save(s.draft());
              } else {
                drafts.discard(s.studyInstanceUid());
              }
            });
  }

  private void follow() {
    Optional<OutlineEditor> editor = editor();
    volumeMl.set(editor.map(OutlineEditor::volumeMl).orElse(0.0));
    canUndo.set(editor.map(OutlineEditor::canUndo).orElse(false));
    canRedo.set(editor.map(OutlineEditor::canRedo).orElse(false));
  }

  /// Makes the brush larger or smaller.
  ///
  /// @param steps above 0 for larger
  public void resize(int steps) {
    double wanted = sizeMm.get() * Math.pow(SIZE_STEP, steps);
    sizeMm.set(Math.clamp(wanted, MIN_SIZE_MM, MAX_SIZE_MM));
  }

  /// Asks whether to keep the outline.
  public void askKeep() {
    ask(Phase.KEEPING);
  }

  /// Asks whether to lose it.
  public void askDiscard() {
    ask(Phase.DISCARDING);
  }

  private void ask(Phase question) {
    endStroke();
    if (session.get().isPresent() && !keeping.get()) {
      if (question == Phase.DISCARDING && !session.get().get().touched()) {
        leave();
        return;
      }
      phase.set(question);
      surroundings.inHand(false);
    }
  }

  /// Makes the outline part of the record.
  public void keep() {
    if (session.get().isEmpty() || keeping.get()) {
      return;
    }
    OutlineSession mine = session.get().get();
    DrawnOutline drawn =
        new DrawnOutline(
            mine.studyInstanceUid(),
            mine.series().seriesInstanceUid(),
            mine.corrected().map(SegmentView::findingId),
            new Segment(mine.what().label(), mine.what().code(), mine.editor().mask()),
            ofTumour() ? kind.get() : Optional.empty(),
            note.get().strip());
    problem.set("");
    keeping.set(true);
    tasks
        .run(
            "Keeping the outline",
            p -> drafts.ending(drawn.studyInstanceUid(), () -> workstation.keepOutline(drawn, p)),
            kept -> {
              if (session.get().filter(mine::equals).isPresent()) {
                leave();
                surroundings.say("Kept. As an example to learn from: " + kept.example() + ".");
                surroundings.kept(kept.finding());
              }
            },
            problem::set)
        .runningProperty()
        .addListener((o, was, running) -> keeping.set(running));
  }

  /// Loses what was drawn.
  public void discard() {
    session
        .get()
        .filter(s -> !keeping.get())
        .ifPresent(
            s -> {
              drafts.discard(s.studyInstanceUid());
              leave();
            });
  }

  /// What discarding loses, in words.
  public String whatIsLost() {
    if (session.get().isEmpty()) {
      return "";
    }
    OutlineSession s = session.get().get();
    String drawn =
        "%s on %s"
            .formatted(
                volumeWords(s.editor().volumeMl()),
                Figures.count(s.editor().slices(), "slice", "slices"));
    return s.corrected().isPresent()
        ? "This loses your correction of %s (%s). The outline that was there stays."
            .formatted(s.what().label(), drawn)
        : "This loses the outline that you drew (%s).".formatted(drawn);
  }

  /// What is being drawn, and where.
  public String heading() {
    return session
        .get()
        .map(
            s ->
                (s.corrected().isPresent() ? s.what().label() : "New outline")
                    + " on "
                    + name(s.series()))
        .or(() -> asked.map(a -> "Outline on " + name(a)))
        .orElse("");
  }

  /// "12.4 mL"
  public static String volumeWords(double ml) {
    return String.format(java.util.Locale.UK, "%.1f mL", ml);
  }

  private static String name(ViewerSeries series) {
    return series.role() == health.cairn.imaging.dicom.SequenceRole.OTHER
            && !series.description().isEmpty()
        ? series.description()
        : series.role().name();
  }

  /// Whether what is being drawn is a tumour, which has a kind; an organ has none.
  public boolean ofTumour() {
    return session.get().filter(s -> !s.what().code().disease()).isEmpty();
  }

  /// Kinds that the reader may name when they keep an outline.
  public static List<String> kinds() {
    return TumourType.KINDS.stream().filter(k -> !k.equals("none")).toList();
  }

  private boolean drawing() {
    return phase.get() == Phase.DRAWING && session.get().isPresent();
  }

  /// Takes what is to be painted anew: a patch of voxels, or, where that is empty, what is drawn over them.
  public void onPaint(Consumer<Optional<Patch>> painter) {
    painters.add(painter);
  }

  private void painted(Optional<Patch> patch) {
    painters.forEach(p -> p.accept(patch));
  }

  /// The line that is being drawn.
  public Optional<Contour> contour() {
    return contour;
  }

  public ReadOnlyObjectProperty<Phase> phaseProperty() {
    return phase.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Optional<OutlineSession>> sessionProperty() {
    return session.getReadOnlyProperty();
  }

  public ObjectProperty<Tool> toolProperty() {
    return tool;
  }

  /// Diameter of brush and eraser.
  public DoubleProperty sizeMmProperty() {
    return sizeMm;
  }

  public ReadOnlyDoubleProperty volumeMlProperty() {
    return volumeMl.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty canUndoProperty() {
    return canUndo.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty canRedoProperty() {
    return canRedo.getReadOnlyProperty();
  }

  /// Whether the outline is on its way into the record.
  public BooleanProperty keepingProperty() {
    return keeping;
  }

  /// The kind of tumour, where the reader names it.
  public ObjectProperty<Optional<String>> kindProperty() {
    return kind;
  }

  /// The reader's words on it.
  public StringProperty noteProperty() {
    return note;
  }

  public StringProperty problemProperty() {
    return problem;
  }
}
