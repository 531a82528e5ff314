package health.cairn.ui.timeline;

import health.cairn.app.desk.PatientHistory;
import health.cairn.app.desk.Workstation;
import health.cairn.fhir.timeline.TimelineEvent;
import health.cairn.fhir.timeline.TimelineEvent.Kind;
import health.cairn.ui.work.Tasks;
import health.cairn.ui.work.Work;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// A patient's history on the screen: which stretch of time, which kinds, what is under the cursor.
public final class TimelineViewModel {
  private final Workstation workstation;
  private final Tasks tasks;
  private final Watched watched;
  private final ObservableList<TimelineEvent> events = FXCollections.observableArrayList();
  private final ObservableList<TimelineEvent> eventsView =
      FXCollections.unmodifiableObservableList(events);
  private final ObservableList<Lane> lanes = FXCollections.observableArrayList();
  private final ObservableList<Lane> lanesView = FXCollections.unmodifiableObservableList(lanes);
  private final Set<Kind> hidden = EnumSet.noneOf(Kind.class);
  private final ReadOnlyObjectWrapper<Map<Kind, Integer>> counts =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final ObjectProperty<TimeAxis> axis =
      new SimpleObjectProperty<>(TimeAxis.whole(Instant.EPOCH, Instant.now()));
  private final ObjectProperty<OptionalDouble> cursor =
      new SimpleObjectProperty<>(OptionalDouble.empty());
  private final ObjectProperty<Optional<TimelineEvent>> chosen =
      new SimpleObjectProperty<>(Optional.empty());
  private final BooleanProperty asList = new SimpleBooleanProperty();
  private final BooleanProperty loading = new SimpleBooleanProperty();
  private final StringProperty problem = new SimpleStringProperty("");
  private List<TimelineEvent> all = List.of();
  private String patientKey = "";
  private boolean fresh;

  /// Does more with a reading than reading.
  @FunctionalInterface
  public interface Watched {
    /// @param again reads once more, on the JavaFX thread
    Work<PatientHistory> around(Work<PatientHistory> reading, Runnable again);
  }

  public TimelineViewModel(Workstation workstation, Tasks tasks) {
    this(workstation, tasks, (reading, again) -> reading);
  }

  /// @param watched may offer more than a sentence where a reading is refused
  public TimelineViewModel(Workstation workstation, Tasks tasks, Watched watched) {
    this.workstation = workstation;
    this.tasks = tasks;
    this.watched = watched;
  }

  /// Reads a patient's history, unless it is here already: each reading leaves an access entry, so
  /// looking twice must not read twice.
  public void showPatient(String key) {
    if (fresh && key.equals(patientKey)) {
      return;
    }
    boolean other = !key.equals(patientKey);
    patientKey = key;
    fresh = true;
    loading.set(true);
    problem.set("");
    tasks
        .quietly(
            watched.around(p -> workstation.history(key), () -> showPatient(key)),
            history -> {
              if (key.equals(patientKey)) {
                take(history, other);
              }
            },
            sentence -> {
              fresh = false;
              problem.set(sentence);
            })
        .runningProperty()
        .addListener((o, was, running) -> loading.set(running));
  }

  private void take(PatientHistory history, boolean other) {
    all = history.timeline().events();
    if (other) {
      hidden.clear();
      chosen.set(Optional.empty());
    }
    if (other || events.isEmpty()) {
      Instant first = all.isEmpty() ? Instant.now() : all.getFirst().start();
      axis.set(TimeAxis.whole(first, Instant.now()));
    }
    Map<Kind, Integer> found = new EnumMap<>(Kind.class);
    all.forEach(e -> found.merge(e.kind(), 1, Integer::sum));
    counts.set(Map.copyOf(found));
    filter();
  }

  /// The history has grown; it is read again when it is shown next.
  public void forget() {
    fresh = false;
  }

  public void clear() {
    patientKey = "";
    fresh = false;
    all = List.of();
    hidden.clear();
    counts.set(Map.of());
    chosen.set(Optional.empty());
    cursor.set(OptionalDouble.empty());
    problem.set("");
    filter();
  }

  /// Shows or hides a kind.
  public void show(Kind kind, boolean visible) {
    if (visible ? hidden.remove(kind) : hidden.add(kind)) {
      filter();
    }
  }

  public boolean shows(Kind kind) {
    return !hidden.contains(kind);
  }

  private void filter() {
    List<TimelineEvent> visible = all.stream().filter(e -> shows(e.kind())).toList();
    events.setAll(visible);
    lanes.setAll(Lane.of(visible));
  }

  public void zoomAt(double x, double width, double factor) {
    axis.set(axis.get().zoomedAt(x, width, factor));
  }

  public void pan(double dxPx, double width) {
    axis.set(axis.get().panned(dxPx, width));
  }

  /// The whole history.
  public void fit() {
    TimeAxis now = axis.get();
    axis.set(new TimeAxis(now.earliest(), now.latest(), now.earliest(), now.latest()));
  }

  /// The last `days` up to today.
  public void last(double days) {
    TimeAxis now = axis.get();
    double start = Math.max(now.earliest(), now.latest() - days * TimeAxis.DAY);
    axis.set(new TimeAxis(start, now.latest(), now.earliest(), now.latest()));
  }

  /// What is shown, oldest first.
  public ObservableList<TimelineEvent> events() {
    return eventsView;
  }

  public ObservableList<Lane> lanes() {
    return lanesView;
  }

  /// How many events of each kind the patient has.
  public ReadOnlyObjectProperty<Map<Kind, Integer>> countsProperty() {
    return counts.getReadOnlyProperty();
  }

  public ObjectProperty<TimeAxis> axisProperty() {
    return axis;
  }

  /// Seconds since 1970 under the mouse, or nothing.
  public ObjectProperty<OptionalDouble> cursorProperty() {
    return cursor;
  }

  public ObjectProperty<Optional<TimelineEvent>> chosenProperty() {
    return chosen;
  }

  /// Whether the table is shown instead of the picture.
  public BooleanProperty asListProperty() {
    return asList;
  }

  public BooleanProperty loadingProperty() {
    return loading;
  }

  public StringProperty problemProperty() {
    return problem;
  }
}
