package health.cairn.ui.worklist;

import health.cairn.app.desk.ImportSummary;
import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.Workstation;
import health.cairn.ui.design.Figures;
import health.cairn.ui.work.Tasks;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;

/// Who is in this home, who is still to be read, and how more is brought in.
public final class WorklistViewModel {
  private final Workstation workstation;
  private final Tasks tasks;
  private final ObservableList<WorklistRow> rows = FXCollections.observableArrayList();
  private final ObservableList<WorklistRow> rowsView =
      FXCollections.unmodifiableObservableList(rows);
  private final FilteredList<WorklistRow> shown = new FilteredList<>(rows);
  private final StringProperty filter = new SimpleStringProperty("");
  private final StringProperty problem = new SimpleStringProperty("");
  private final StringProperty lastImport = new SimpleStringProperty("");
  private final ObservableList<String> remarks = FXCollections.observableArrayList();
  private final ReadOnlyBooleanWrapper loaded = new ReadOnlyBooleanWrapper();
  private final BooleanProperty importing = new SimpleBooleanProperty();

  public WorklistViewModel(Workstation workstation, Tasks tasks) {
    this.workstation = workstation;
    this.tasks = tasks;
    filter.addListener(
        (o, was, now) -> {
          Filter wanted = Filter.of(now);
          shown.setPredicate(row -> wanted.accepts(searchable(row)));
        });
  }

  /// Reads the list again.
  public void refresh() {
    tasks.quietly(
        p -> workstation.worklist(),
        list -> {
          rows.setAll(list);
          loaded.set(true);
          problem.set("");
        },
        problem::set);
  }

  /// Takes files in, tells what became of them, and reads the list again.
  ///
  /// @param after runs when files were stored
  public void importFrom(List<Path> paths, Runnable after) {
    if (paths.isEmpty() || importing.get()) {
      return;
    }
    importing.set(true);
    lastImport.set("");
    remarks.clear();
    tasks
        .run(
            "Importing",
            p -> workstation.importFrom(paths, p),
            summary -> {
              lastImport.set(inWords(summary));
              remarks.setAll(remarks(summary));
              refresh();
              after.run();
            },
            problem::set)
        .runningProperty()
        .addListener((o, was, running) -> importing.set(running));
  }

  static String inWords(ImportSummary summary) {
    StringBuilder text = new StringBuilder();
    text.append(Figures.count(summary.read(), "file read", "files read"));
    text.append(": ").append(Figures.count(summary.stored())).append(" taken in");
    if (summary.merged() > 0) {
      text.append(", ").append(Figures.count(summary.merged())).append(" already here");
    }
    if (!summary.refused().isEmpty()) {
      text.append(", ").append(Figures.count(summary.refused().size())).append(" refused");
    }
    return text.append('.').toString();
  }

  private static List<String> remarks(ImportSummary summary) {
    return Stream.concat(
            summary.refused().stream().map(r -> r.path() + ": " + r.reason()),
            summary.notes().stream().map(n -> n.path() + ": " + n.text()))
        .toList();
  }

  /// What can be searched for in a row, in lower case.
  public static String searchable(WorklistRow row) {
    StringBuilder text = new StringBuilder();
    text.append(row.patient().name()).append(' ').append(row.patient().patientId());
    row.patient().birthDate().ifPresent(d -> text.append(' ').append(Figures.date(d)));
    row.study()
        .ifPresent(
            s -> {
              text.append(' ').append(s.description()).append(' ').append(s.state());
              s.when().ifPresent(w -> text.append(' ').append(Figures.moment(w)));
              s.roles().forEach(r -> text.append(' ').append(r));
            });
    return text.toString().toLowerCase(Locale.ROOT);
  }

  /// "12 studies, 2 patients without images, 1 closed", or how many of all lines the filter shows.
  String counted() {
    if (shown.size() != rows.size()) {
      return Figures.count(shown.size()) + " of " + Figures.count(rows.size(), "line", "lines");
    }
    long closed = rows.stream().filter(WorklistRow::closed).count();
    long studies = rows.stream().filter(r -> !r.closed() && r.study().isPresent()).count();
    long without = rows.size() - studies - closed;
    String text = Figures.count(studies, "study", "studies");
    if (without > 0) {
      text += ", " + Figures.count(without, "patient", "patients") + " without images";
    }
    return closed == 0 ? text : text + ", " + Figures.count(closed) + " closed";
  }

  public ObservableList<WorklistRow> rows() {
    return rowsView;
  }

  /// The rows that the filter lets through.
  public FilteredList<WorklistRow> shown() {
    return shown;
  }

  public StringProperty filterProperty() {
    return filter;
  }

  public StringProperty problemProperty() {
    return problem;
  }

  /// What became of the last import, in one sentence, or empty.
  public StringProperty lastImportProperty() {
    return lastImport;
  }

  /// What the last import refused, then what it notes of files that it took, a line each.
  public ObservableList<String> remarks() {
    return remarks;
  }

  public ReadOnlyBooleanProperty loadedProperty() {
    return loaded.getReadOnlyProperty();
  }

  public BooleanProperty importingProperty() {
    return importing;
  }
}
