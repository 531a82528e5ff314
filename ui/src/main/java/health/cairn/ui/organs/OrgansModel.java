package health.cairn.ui.organs;

import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OrgansView;
import health.cairn.app.desk.StructuresWritten;
import health.cairn.app.desk.Workstation;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.ui.work.Tasks;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The hippocampi of the study on screen: looked for by the program, or around a point of the reader's. What is found
/// goes among the study's findings. On the JavaFX thread only.
public final class OrgansModel {
  private final Workstation workstation;
  private final Tasks tasks;
  private final BiConsumer<String, List<FindingView>> proposed;
  private final BiConsumer<String, Consumer<PatientPoint>> askPoint;
  private final ObservableList<String> notes = FXCollections.observableArrayList();
  private final ObservableList<String> notesView = FXCollections.unmodifiableObservableList(notes);
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final StringProperty refusal = new SimpleStringProperty("");
  private final StringProperty outcome = new SimpleStringProperty("");
  private String studyUid = "";

  /// @param proposed takes the findings of a study, by its UID, as they stand after something was found
  /// @param askPoint asks the reader for a place in the patient, with one line of advice
  public OrgansModel(
      Workstation workstation,
      Tasks tasks,
      BiConsumer<String, List<FindingView>> proposed,
      BiConsumer<String, Consumer<PatientPoint>> askPoint) {
    this.workstation = workstation;
    this.tasks = tasks;
    this.proposed = proposed;
    this.askPoint = askPoint;
  }

  /// Another study is on screen, or none.
  public void show(String studyInstanceUid) {
    studyUid = studyInstanceUid;
    forget();
  }

  private void forget() {
    notes.clear();
    refusal.set("");
    outcome.set("");
  }

  /// Lets the program look for both.
  public void find(OpenedStudy study) {
    search(study, List.of());
  }

  /// Asks the reader for a point in one of them.
  public void findAtPoint(OpenedStudy study) {
    askPoint.accept(
        "Click into the middle of a hippocampus. Esc ends.",
        point -> search(study, List.of(point)));
  }

  private void search(OpenedStudy study, List<PatientPoint> points) {
    if (busy.get() || !study.studyInstanceUid().equals(studyUid)) {
      return;
    }
    forget();
    busy.set(true);
    tasks
        .run(
            "Looking for the hippocampi",
            p -> workstation.organs(study, points, p),
            organs -> found(study.studyInstanceUid(), organs),
            refusal::set)
        .runningProperty()
        .addListener((o, was, running) -> busy.set(running));
  }

  private void found(String study, OrgansView organs) {
    if (study.equals(studyUid)) {
      notes.setAll(organs.notes());
      outcome.set("Found. They wait for your decision among the findings.");
    }
    proposed.accept(study, organs.findings());
  }

  /// Writes them for a planning system.
  public void export(Path folder) {
    String study = studyUid;
    outcome.set("");
    tasks.run(
        "Writing structures",
        p -> workstation.exportStructures(study, folder),
        written -> outcome.set(words(written)),
        outcome::set);
  }

  private static String words(StructuresWritten written) {
    String names =
        written.files().stream()
            .map(f -> String.valueOf(f.getFileName()))
            .collect(Collectors.joining(", "));
    return Stream.concat(Stream.of("Written: " + names + "."), written.notes().stream())
        .collect(Collectors.joining(" "));
  }

  /// What a reader should know of what was found last.
  public ObservableList<String> notes() {
    return notesView;
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /// Why nothing was outlined, or empty.
  public StringProperty refusalProperty() {
    return refusal;
  }

  /// What became of the search or the writing, or empty.
  public StringProperty outcomeProperty() {
    return outcome;
  }
}
