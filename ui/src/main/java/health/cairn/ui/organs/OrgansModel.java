package health.cairn.ui.organs;

import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.app.desk.OrgansView;
import health.cairn.app.desk.OrgansView.OrganView;
import health.cairn.app.desk.StructuresWritten;
import health.cairn.app.desk.Workstation;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.ui.work.Tasks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The hippocampi of the study on screen: looked for by the program, or around a point of the reader's. They are
/// not kept with the study. On the JavaFX thread only.
public final class OrgansModel {
  private final Workstation workstation;
  private final Tasks tasks;
  private final Consumer<List<SegmentView>> draw;
  private final BiConsumer<String, Consumer<PatientPoint>> askPoint;
  private final ObjectProperty<Optional<OrgansView>> found =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final StringProperty refusal = new SimpleStringProperty("");
  private final StringProperty outcome = new SimpleStringProperty("");
  private String studyUid = "";

  /// @param draw draws outlines over the pictures, none where the list is empty
  /// @param askPoint asks the reader for a place in the patient, with one line of advice
  public OrgansModel(
      Workstation workstation,
      Tasks tasks,
      Consumer<List<SegmentView>> draw,
      BiConsumer<String, Consumer<PatientPoint>> askPoint) {
    this.workstation = workstation;
    this.tasks = tasks;
    this.draw = draw;
    this.askPoint = askPoint;
  }

  /// Another study is on screen, or none.
  public void show(String studyInstanceUid) {
    studyUid = studyInstanceUid;
    forget();
  }

  private void forget() {
    found.set(Optional.empty());
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
    draw.accept(List.of());
    busy.set(true);
    tasks
        .run(
            "Looking for the hippocampi",
            p -> workstation.organs(study, points, p),
            organs -> {
              if (study.studyInstanceUid().equals(studyUid)) {
                found.set(Optional.of(organs));
                draw.accept(outlines(organs).toList());
              }
            },
            refusal::set)
        .runningProperty()
        .addListener((o, was, running) -> busy.set(running));
  }

  private static Stream<SegmentView> outlines(OrgansView organs) {
    return organs.organs().stream().map(OrganView::outlines).flatMap(List::stream);
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

  /// What was outlined, empty before and where nothing was.
  public ObjectProperty<Optional<OrgansView>> foundProperty() {
    return found;
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /// Why nothing was outlined, or empty.
  public StringProperty refusalProperty() {
    return refusal;
  }

  /// What became of the writing, or empty.
  public StringProperty outcomeProperty() {
    return outcome;
  }
}
