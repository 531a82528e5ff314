package health.cairn.ui.findings;

import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.Workstation;
import health.cairn.ui.design.Figures;
import health.cairn.ui.work.Tasks;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The reader overrules the second reader on the type of a tumour; whether that may be learnt from is the
/// patient's to say. On the JavaFX thread only.
public final class CorrectionModel {
  private final Workstation workstation;
  private final Tasks tasks;
  private final Consumer<FindingView> corrected;
  private final ObjectProperty<Optional<Boolean>> agreed =
      new SimpleObjectProperty<>(Optional.empty());
  private final BooleanProperty busy = new SimpleBooleanProperty();
  private final StringProperty outcome = new SimpleStringProperty("");
  private final StringProperty problem = new SimpleStringProperty("");
  private String patientKey = "";

  /// @param corrected takes a finding as it is after a correction
  CorrectionModel(Workstation workstation, Tasks tasks, Consumer<FindingView> corrected) {
    this.workstation = workstation;
    this.tasks = tasks;
    this.corrected = corrected;
  }

  void show(String patient) {
    clear();
    patientKey = patient;
    tasks.quietly(
        p -> workstation.learningAgreed(patient), known -> set(patient, known), problem::set);
  }

  void clear() {
    patientKey = "";
    agreed.set(Optional.empty());
    outcome.set("");
    problem.set("");
  }

  private void set(String patient, boolean known) {
    if (patient.equals(patientKey)) {
      agreed.set(Optional.of(known));
    }
  }

  /// Says what it is.
  ///
  /// @param kind one of [health.cairn.app.desk.TumourType#KINDS]
  /// @param note why, or empty
  public void correct(FindingView finding, String kind, String note) {
    if (busy.get()) {
      return;
    }
    problem.set("");
    outcome.set("");
    busy.set(true);
    tasks
        .quietly(
            p -> workstation.correctType(finding.findingId(), kind, note.strip()),
            done -> {
              corrected.accept(done.finding());
              outcome.set("Corrected. As an example to learn from: " + done.example() + ".");
            },
            problem::set)
        .runningProperty()
        .addListener((o, was, running) -> busy.set(running));
  }

  /// Keeps the patient's word.
  public void agree(boolean agrees) {
    if (busy.get() || patientKey.isEmpty()) {
      return;
    }
    String patient = patientKey;
    problem.set("");
    busy.set(true);
    tasks
        .quietly(
            p -> workstation.agreeToLearning(patient, agrees),
            destroyed -> {
              set(patient, agrees);
              outcome.set(
                  agrees
                      ? "The patient's agreement is in the journal."
                      : "The patient took it back: "
                          + Figures.count(destroyed, "kept example", "kept examples")
                          + " destroyed.");
            },
            problem::set)
        .runningProperty()
        .addListener((o, was, running) -> busy.set(running));
  }

  /// What will become of a correction as an example, in a sentence; empty until it is known.
  public String learningWords() {
    return agreed
        .get()
        .map(
            yes ->
                yes
                    ? "The patient agreed: what the models answered and your word are kept to learn"
                        + " from, under a pseudonym and without pictures."
                    : "Not kept to learn from: the patient has not agreed to that.")
        .orElse("");
  }

  /// Whether the patient agreed that corrections are learnt from; empty until it is known.
  public ObjectProperty<Optional<Boolean>> agreedProperty() {
    return agreed;
  }

  public BooleanProperty busyProperty() {
    return busy;
  }

  /// What became of the last deed, or empty.
  public StringProperty outcomeProperty() {
    return outcome;
  }

  public StringProperty problemProperty() {
    return problem;
  }
}
