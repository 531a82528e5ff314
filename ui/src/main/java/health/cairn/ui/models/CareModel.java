package health.cairn.ui.models;

import health.cairn.app.CairnException;
import health.cairn.app.desk.DriftView;
import health.cairn.app.desk.LearningView;
import health.cairn.app.desk.LearningView.Step;
import health.cairn.app.desk.ModelCare;
import health.cairn.app.desk.TrialModel;
import health.cairn.app.desk.TrialView;
import health.cairn.app.desk.Workstation;
import health.cairn.imaging.Progress;
import health.cairn.ui.work.Job;
import health.cairn.ui.work.Tasks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// The models of this home, looked after by a person. On the JavaFX thread only.
public final class CareModel {
  private final Workstation workstation;
  private final Tasks tasks;
  private final Runnable decided;
  private final ReadOnlyObjectWrapper<Optional<DriftView>> drift =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObservableList<TrialModel> models = FXCollections.observableArrayList();
  private final ObjectProperty<Optional<TrialModel>> chosen =
      new SimpleObjectProperty<>(Optional.empty());
  private final StringProperty folder = new SimpleStringProperty("");
  private final ReadOnlyBooleanWrapper trying = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Optional<TrialView>> trial =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final StringProperty trialProblem = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Optional<LearningView>> learning =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final BooleanProperty asking = new SimpleBooleanProperty();
  private final StringProperty reason = new SimpleStringProperty("");
  private final ReadOnlyBooleanWrapper stepping = new ReadOnlyBooleanWrapper();
  private final StringProperty learningProblem = new SimpleStringProperty("");
  private final StringProperty problem = new SimpleStringProperty("");
  private Optional<Job> running = Optional.empty();

  /// @param decided what else on the screen depends on who answers here
  public CareModel(Workstation workstation, Tasks tasks, Runnable decided) {
    this.workstation = workstation;
    this.tasks = tasks;
    this.decided = decided;
  }

  /// Reads how things stand.
  public void refresh() {
    problem.set("");
    tasks.quietly(p -> care().drift(), d -> drift.set(Optional.of(d)), problem::set);
    tasks.quietly(p -> care().triable(), this::list, problem::set);
    tasks.quietly(p -> care().learning(), l -> learning.set(Optional.of(l)), problem::set);
  }

  private ModelCare care() {
    return workstation.care();
  }

  private void list(List<TrialModel> found) {
    Optional<String> before = chosen.get().map(TrialModel::key);
    models.setAll(found);
    chosen.set(
        found.stream()
            .filter(m -> before.map(m.key()::equals).orElse(m.barred().isEmpty()))
            .findFirst());
  }

  /// Tries the chosen model on the chosen folder.
  public void tryIt() {
    if (trying.get()) {
      return;
    }
    if (chosen.get().isEmpty() || folder.get().isBlank()) {
      trialProblem.set("Choose a model and the folder with your labelled cases first.");
      return;
    }
    TrialModel model = chosen.get().get();
    if (!model.barred().isEmpty()) {
      trialProblem.set(model.title() + " cannot be tried: " + model.barred() + ".");
      return;
    }
    Path cases = Path.of(folder.get().strip());
    trialProblem.set("");
    trial.set(Optional.empty());
    trying.set(true);
    Job job =
        tasks.run(
            "Trying " + model.title(),
            p -> care().tryOn(model.key(), cases, p),
            verdict -> {
              trial.set(Optional.of(verdict));
              refresh();
              decided.run();
            },
            trialProblem::set);
    running = Optional.of(job);
    job.runningProperty().addListener((o, was, still) -> trying.set(still));
  }

  /// Stops the trial; nothing of it is kept.
  public void stopTrying() {
    running.ifPresent(Job::cancel);
  }

  /// Asks whether to take the next step.
  public void ask() {
    learningProblem.set("");
    asking.set(learning.get().flatMap(LearningView::next).isPresent());
  }

  public void leave() {
    asking.set(false);
    reason.set("");
  }

  /// Takes the next step.
  public void step() {
    Optional<Step> next = learning.get().flatMap(LearningView::next);
    if (next.isEmpty() || stepping.get()) {
      return;
    }
    String why = reason.get().strip();
    if (next.get() == Step.PROMOTE && why.isEmpty()) {
      learningProblem.set("Say why the challenger is to answer: the reason is kept.");
      return;
    }
    learningProblem.set("");
    stepping.set(true);
    tasks
        .run(
            doing(next.get()),
            p -> take(next.get(), why, p),
            done -> {
              learning.set(Optional.of(done));
              leave();
              decided.run();
            },
            learningProblem::set)
        .runningProperty()
        .addListener((o, was, still) -> stepping.set(still));
  }

  private LearningView take(Step step, String why, Progress progress) throws CairnException {
    return switch (step) {
      case LOCK -> care().lock();
      case CHALLENGE -> care().challenge(progress);
      case TEST -> care().test(progress);
      case PROMOTE -> care().promote(why);
    };
  }

  private static String doing(Step step) {
    return switch (step) {
      case LOCK -> "Locking cases";
      case CHALLENGE -> "Fitting a challenger";
      case TEST -> "Testing on locked cases";
      case PROMOTE -> "Promoting the challenger";
    };
  }

  /// What a step's button says.
  public static String deed(Step step) {
    return switch (step) {
      case LOCK -> "Lock a test set";
      case CHALLENGE -> "Fit a challenger";
      case TEST -> "Test on the locked cases";
      case PROMOTE -> "Let the challenger answer";
    };
  }

  /// What happens then, before it does.
  public static String question(Step step) {
    return switch (step) {
      case LOCK ->
          "Patients are drawn by chance, and their cases are never fitted on. This is done once and"
              + " cannot be taken back.";
      case CHALLENGE ->
          "New rules are fitted that join what the models say, within the change plan. Who answers"
              + " here does not change by that.";
      case TEST ->
          "Champion and challenger answer for the locked cases. The look is counted and kept,"
              + " whatever comes out.";
      case PROMOTE ->
          "From now on the challenger answers for everyone here. The decision is signed with your"
              + " name and reason, and can be taken back where models are chosen.";
    };
  }

  public ReadOnlyObjectProperty<Optional<DriftView>> driftProperty() {
    return drift.getReadOnlyProperty();
  }

  public ObservableList<TrialModel> models() {
    return models;
  }

  public ObjectProperty<Optional<TrialModel>> chosenProperty() {
    return chosen;
  }

  /// Where the labelled cases are, or empty.
  public StringProperty folderProperty() {
    return folder;
  }

  public ReadOnlyBooleanProperty tryingProperty() {
    return trying.getReadOnlyProperty();
  }

  /// What came out of the last trial.
  public ReadOnlyObjectProperty<Optional<TrialView>> trialProperty() {
    return trial.getReadOnlyProperty();
  }

  public StringProperty trialProblemProperty() {
    return trialProblem;
  }

  public ReadOnlyObjectProperty<Optional<LearningView>> learningProperty() {
    return learning.getReadOnlyProperty();
  }

  /// Whether the reader is asked about the next step.
  public BooleanProperty askingProperty() {
    return asking;
  }

  /// Why, in the reader's words.
  public StringProperty reasonProperty() {
    return reason;
  }

  public ReadOnlyBooleanProperty steppingProperty() {
    return stepping.getReadOnlyProperty();
  }

  public StringProperty learningProblemProperty() {
    return learningProblem;
  }

  /// Why it cannot be said how things stand, or empty.
  public StringProperty problemProperty() {
    return problem;
  }
}
