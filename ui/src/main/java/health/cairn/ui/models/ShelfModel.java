package health.cairn.ui.models;

import health.cairn.app.desk.ModelCare;
import health.cairn.app.desk.ModelHere;
import health.cairn.app.desk.ModelTerms;
import health.cairn.app.desk.Workstation;
import health.cairn.ui.work.Tasks;
import health.cairn.ui.work.Work;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
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

/// The models of this home: looked at, added, and switched on by a person. On the JavaFX thread only.
public final class ShelfModel {
  private final Workstation workstation;
  private final Tasks tasks;
  private final Runnable changed;
  private final ObservableList<ModelHere> models = FXCollections.observableArrayList();
  private final StringProperty path = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Optional<ModelTerms>> found =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final BooleanProperty read = new SimpleBooleanProperty();
  private final ObjectProperty<Optional<ModelHere>> asked =
      new SimpleObjectProperty<>(Optional.empty());
  private final StringProperty why = new SimpleStringProperty("");
  private final StringProperty withoutTrial = new SimpleStringProperty("");
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final StringProperty problem = new SimpleStringProperty("");
  private final StringProperty questionProblem = new SimpleStringProperty("");
  private final StringProperty outcome = new SimpleStringProperty("");

  /// @param changed what else on the screen depends on which models are here and who answers
  public ShelfModel(Workstation workstation, Tasks tasks, Runnable changed) {
    this.workstation = workstation;
    this.tasks = tasks;
    this.changed = changed;
    // What was read is of the card that was looked at, and of no other.
    path.addListener(
        (o, was, now) -> {
          found.set(Optional.empty());
          read.set(false);
        });
  }

  /// Reads what is here.
  public void refresh() {
    tasks.quietly(p -> care().here(), models::setAll, problem::set);
  }

  private ModelCare care() {
    return workstation.care();
  }

  /// Looks at the model that the path names.
  public void lookAt() {
    if (path.get().isBlank()) {
      problem.set("Choose the model's card, a JSON file, first.");
      return;
    }
    Path card = Path.of(path.get().strip());
    clear();
    run("Checking a model", p -> care().lookAt(card), terms -> found.set(Optional.of(terms)));
  }

  /// Adds the model that was looked at.
  public void add() {
    ModelTerms terms = found.get().orElse(null);
    if (terms == null) {
      return;
    }
    if (terms.toAccept() && !read.get()) {
      problem.set("Read the licence first, and say that you accept it.");
      return;
    }
    Path card = Path.of(path.get().strip());
    String licence = terms.toAccept() ? terms.licence() : "";
    run(
        "Adding a model",
        p -> {
          care().add(card, licence);
          return terms.title();
        },
        title -> {
          leave();
          path.set("");
          outcome.set(
              title
                  + " is here now. It answers nothing yet: try it on your own cases below, then"
                  + " let it answer.");
          tell();
        });
  }

  /// Accepts the licence of a model that is here.
  public void accept(ModelHere one) {
    run(
        "Keeping that a licence was accepted",
        p -> {
          care().accept(one.key(), one.terms().licence());
          return one.title();
        },
        title -> {
          outcome.set("You accepted " + one.terms().licence() + " for " + title + ".");
          tell();
        });
  }

  /// Puts away what was looked at.
  public void leave() {
    clear();
    asked.set(Optional.empty());
  }

  private void clear() {
    found.set(Optional.empty());
    read.set(false);
    problem.set("");
    questionProblem.set("");
    outcome.set("");
  }

  /// Asks whether a model is to answer from now on.
  public void ask(ModelHere one) {
    clear();
    why.set("");
    withoutTrial.set("");
    asked.set(Optional.of(one));
  }

  /// Lets the model that was asked about answer.
  public void letAnswer() {
    ModelHere one = asked.get().orElse(null);
    if (one == null) {
      return;
    }
    if (one.untried() && withoutTrial.get().isBlank()) {
      questionProblem.set(
          one.title()
              + " has passed no trial here: try it on your own cases first, or say why it may"
              + " answer without.");
      return;
    }
    String reason = why.get();
    String without = one.untried() ? withoutTrial.get() : "";
    run(
        "Switching a model on",
        p -> {
          care().letAnswer(one.key(), reason, without);
          return one.title();
        },
        title -> {
          leave();
          outcome.set(title + " answers here from now on.");
          tell();
        },
        questionProblem::set);
  }

  private void tell() {
    refresh();
    changed.run();
  }

  private <T> void run(String doing, Work<T> work, Consumer<T> done) {
    run(doing, work, done, problem::set);
  }

  private <T> void run(String doing, Work<T> work, Consumer<T> done, Consumer<String> failed) {
    if (busy.get()) {
      return;
    }
    busy.set(true);
    tasks
        .run(doing, work, done, failed)
        .runningProperty()
        .addListener((o, was, still) -> busy.set(still));
  }

  public ObservableList<ModelHere> models() {
    return models;
  }

  /// Where the card of a model to add lies, or empty.
  public StringProperty pathProperty() {
    return path;
  }

  /// The terms of the model that was looked at.
  public ReadOnlyObjectProperty<Optional<ModelTerms>> foundProperty() {
    return found.getReadOnlyProperty();
  }

  /// Whether the person says that they have read and accept its licence.
  public BooleanProperty readProperty() {
    return read;
  }

  /// The model that the person is asked about.
  public ObjectProperty<Optional<ModelHere>> askedProperty() {
    return asked;
  }

  /// Why it is to answer.
  public StringProperty whyProperty() {
    return why;
  }

  /// Why it may without a trial.
  public StringProperty withoutTrialProperty() {
    return withoutTrial;
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  public StringProperty problemProperty() {
    return problem;
  }

  /// What stands against letting the model answer that was asked about, or empty.
  public StringProperty questionProblemProperty() {
    return questionProblem;
  }

  /// What became of the last deed, or empty.
  public StringProperty outcomeProperty() {
    return outcome;
  }
}
