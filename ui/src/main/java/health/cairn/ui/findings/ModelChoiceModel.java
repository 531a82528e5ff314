package health.cairn.ui.findings;

import health.cairn.app.desk.ModelOffer;
import health.cairn.app.desk.ModelReturn;
import health.cairn.app.desk.ModelWish;
import health.cairn.app.desk.Workstation;
import health.cairn.ui.work.Tasks;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// Which models answer in the next look at the study on screen. What is chosen here switches nothing on, and is
/// forgotten with the study. What was switched on for everyone can be taken back here, after a question. On the
/// JavaFX thread only.
public final class ModelChoiceModel {
  private final Workstation workstation;
  private final Tasks tasks;
  private final ObservableList<ModelOffer> offers = FXCollections.observableArrayList();
  private final ObservableList<ModelOffer> offersView =
      FXCollections.unmodifiableObservableList(offers);

  /// By what they do.
  private final Map<String, ModelOffer> chosen = new LinkedHashMap<>();

  private final ObservableList<ModelReturn> returns = FXCollections.observableArrayList();
  private final ObservableList<ModelReturn> returnsView =
      FXCollections.unmodifiableObservableList(returns);
  private final BooleanProperty goingBack = new SimpleBooleanProperty();
  private final ReadOnlyStringWrapper outcome = new ReadOnlyStringWrapper("");
  private final BooleanProperty open = new SimpleBooleanProperty();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper summary = new ReadOnlyStringWrapper("");

  ModelChoiceModel(Workstation workstation, Tasks tasks) {
    this.workstation = workstation;
    this.tasks = tasks;
  }

  /// Shows or hides the choice; reads it anew each time, because models come and go.
  public void toggle() {
    open.set(!open.get());
    if (open.get()) {
      problem.set("");
      outcome.set("");
      read();
    }
  }

  /// What there is to choose from, and to go back to.
  private record Found(List<ModelOffer> offers, List<ModelReturn> returns) {}

  private void read() {
    tasks.quietly(
        p -> new Found(workstation.offers(), workstation.modelReturns()), this::show, problem::set);
  }

  private void show(Found found) {
    chosen.values().removeIf(c -> found.offers().stream().noneMatch(o -> o.equals(c)));
    returns.setAll(found.returns());
    offers.setAll(found.offers());
    summarise();
  }

  /// What going back would do, for whoever is asked whether to.
  public static String question(ModelReturn back) {
    String from =
        back.then().equals(back.now())
            ? "%s goes on answering; the decision for %s is taken back."
                .formatted(back.now(), back.decided())
            : "From the next analysis on, %s answers in place of %s, for everyone who works in this home."
                .formatted(back.then(), back.now());
    return from
        + " Findings that are here stay as they are. This is a decision of yours: signed with the home's key, and in"
        + " the journal. %s stays installed.".formatted(back.decided());
  }

  /// Goes back to the model before, for everyone.
  ///
  /// @param why or empty
  public void goBack(ModelReturn back, String why) {
    if (goingBack.get()) {
      return;
    }
    problem.set("");
    outcome.set("");
    goingBack.set(true);
    tasks
        .quietly(
            p -> workstation.goBack(back, why.strip()),
            decision -> {
              outcome.set(
                  "%s answers from now on (%s, signed and in the journal)."
                      .formatted(back.then(), decision));
              read();
            },
            problem::set)
        .runningProperty()
        .addListener((o, was, running) -> goingBack.set(running));
  }

  /// Lets a model answer; the one that serves here takes a choice back.
  public void choose(ModelOffer offer) {
    if (offer.barred().isPresent()) {
      return;
    }
    if (offer.serves()) {
      chosen.remove(offer.job());
    } else {
      chosen.put(offer.job(), offer);
    }
    summarise();
  }

  /// Nobody but who serves here does this job, or nobody at all where nobody serves.
  public void asServing(String job) {
    chosen.remove(job);
    summarise();
  }

  /// What serves here answers again.
  public void reset() {
    chosen.clear();
    open.set(false);
    summarise();
  }

  /// Whether a model answers in the next look.
  public boolean answers(ModelOffer offer) {
    ModelOffer other = chosen.get(offer.job());
    return other == null ? offer.serves() : other.equals(offer);
  }

  /// Whether nobody does a job in the next look.
  public boolean nobodyDoes(String job) {
    return offers.stream().filter(o -> o.job().equals(job)).noneMatch(this::answers);
  }

  public ModelWish wish() {
    return new ModelWish(chosen.values().stream().map(ModelOffer::key).toList());
  }

  private void summarise() {
    summary.set(
        chosen.isEmpty()
            ? ""
            : chosen.values().stream()
                .map(o -> o.name() + " " + o.version())
                .collect(Collectors.joining(", ", "For this look: ", ".")));
  }

  /// Everyone who could answer, for each task who serves first.
  public ObservableList<ModelOffer> offers() {
    return offersView;
  }

  /// What can be taken back of what was switched on here.
  public ObservableList<ModelReturn> returns() {
    return returnsView;
  }

  public BooleanProperty goingBackProperty() {
    return goingBack;
  }

  /// What going back came to, or empty.
  public ReadOnlyStringProperty outcomeProperty() {
    return outcome.getReadOnlyProperty();
  }

  public BooleanProperty openProperty() {
    return open;
  }

  /// Why there is nothing to choose from, or empty.
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /// Who answers in place of those that serve here, or empty.
  public ReadOnlyStringProperty summaryProperty() {
    return summary.getReadOnlyProperty();
  }
}
