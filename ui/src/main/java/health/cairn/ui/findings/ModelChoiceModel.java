package health.cairn.ui.findings;

import health.cairn.app.desk.ModelOffer;
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
/// forgotten with the study. On the JavaFX thread only.
public final class ModelChoiceModel {
  private final Workstation workstation;
  private final Tasks tasks;
  private final ObservableList<ModelOffer> offers = FXCollections.observableArrayList();
  private final ObservableList<ModelOffer> offersView =
      FXCollections.unmodifiableObservableList(offers);

  /// By what they do.
  private final Map<String, ModelOffer> chosen = new LinkedHashMap<>();

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
      tasks.quietly(p -> workstation.offers(), this::show, problem::set);
    }
  }

  private void show(List<ModelOffer> found) {
    chosen.values().removeIf(c -> found.stream().noneMatch(o -> o.equals(c)));
    offers.setAll(found);
    summarise();
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
