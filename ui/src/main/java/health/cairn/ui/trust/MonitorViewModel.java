package health.cairn.ui.trust;

import health.cairn.app.desk.MonitorReport;
import health.cairn.app.desk.Workstation;
import health.cairn.ledger.monitor.Alarm;
import health.cairn.ledger.monitor.Alarm.Severity;
import health.cairn.ledger.monitor.Watch;
import health.cairn.ui.design.Figures;
import health.cairn.ui.work.Job;
import health.cairn.ui.work.Tasks;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the monitor found, in sentences, and the way to let it look again.
public final class MonitorViewModel {
  private static final List<String> NUMBERS =
      List.of("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten");

  /// How one check stands.
  ///
  /// @param title what is checked
  /// @param done when it last ran to its end, in words
  /// @param note what it covered, or why it did not run
  public record Line(String title, String done, String note) {}

  private final Workstation workstation;
  private final Tasks tasks;
  private final Runnable changed;
  private final ReadOnlyStringWrapper sentence =
      new ReadOnlyStringWrapper("Nothing has been checked yet.");
  private final ObservableList<Alarm> alarms = FXCollections.observableArrayList();
  private final ObservableList<Line> lines = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<Optional<Job>> job =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final BooleanProperty shown = new SimpleBooleanProperty();
  private final StringProperty problem = new SimpleStringProperty("");

  /// @param changed is run when the monitor has found something else
  public MonitorViewModel(Workstation workstation, Tasks tasks, Runnable changed) {
    this.workstation = workstation;
    this.tasks = tasks;
    this.changed = changed;
  }

  /// Reads what was found last.
  public void refresh() {
    tasks.quietly(p -> workstation.monitored(), found -> found.ifPresent(this::take), problem::set);
  }

  /// Has everything checked anew; a run that is under way goes on.
  public void verifyAll() {
    if (job.get().isPresent()) {
      return;
    }
    problem.set("");
    Job started =
        tasks.run(
            "Checking everything",
            workstation::verifyAll,
            report -> {
              take(report);
              changed.run();
            },
            problem::set);
    if (started.runningProperty().get()) {
      job.set(Optional.of(started));
      started
          .runningProperty()
          .subscribe(running -> job.set(running ? job.get() : Optional.empty()));
    }
  }

  /// Stops a run; what was found before stays.
  public void cancel() {
    job.get().ifPresent(Job::cancel);
  }

  private void take(MonitorReport report) {
    sentence.set(sentence(report));
    alarms.setAll(report.alarms());
    lines.setAll(report.states().stream().map(MonitorViewModel::line).toList());
  }

  private static Line line(Watch.State state) {
    Instant done = state.done();
    return new Line(
        state.watch().title(), done == null ? "never" : Figures.moment(done), state.note());
  }

  static String sentence(MonitorReport report) {
    long look = report.count(Severity.INTEGRITY) + report.count(Severity.OUTSIDE);
    if (look > 0) {
      return (look < NUMBERS.size() ? NUMBERS.get((int) look) : Figures.count(look))
          + (look == 1 ? " thing needs a look." : " things need a look.");
    }
    Instant full = report.full();
    return full == null
        ? "Nothing is amiss so far; the journal and the records have not been read through yet."
        : "Nothing is amiss: everything was checked on " + Figures.moment(full) + ".";
  }

  /// One sentence that says it all.
  public ReadOnlyStringProperty sentenceProperty() {
    return sentence.getReadOnlyProperty();
  }

  /// What needs a look, the gravest first.
  public ObservableList<Alarm> alarms() {
    return alarms;
  }

  /// One for each check.
  public ObservableList<Line> lines() {
    return lines;
  }

  /// The run that is under way.
  public ReadOnlyObjectProperty<Optional<Job>> jobProperty() {
    return job.getReadOnlyProperty();
  }

  /// Whether this, and not the patient's records, is on the screen.
  public BooleanProperty shownProperty() {
    return shown;
  }

  public StringProperty problemProperty() {
    return problem;
  }
}
