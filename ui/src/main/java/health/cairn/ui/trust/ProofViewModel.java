package health.cairn.ui.trust;

import health.cairn.app.desk.ProofView;
import health.cairn.app.desk.Workstation;
import health.cairn.ui.work.Tasks;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What the journal can prove of a patient's records.
public final class ProofViewModel {
  private static final int LATEST = 200;

  private final Workstation workstation;
  private final Tasks tasks;
  private final ObservableList<ProofView> entries = FXCollections.observableArrayList();
  private final ObservableList<ProofView> entriesView =
      FXCollections.unmodifiableObservableList(entries);
  private final ObjectProperty<Optional<ProofView>> chosen =
      new SimpleObjectProperty<>(Optional.empty());
  private final BooleanProperty tree = new SimpleBooleanProperty();
  private final BooleanProperty checking = new SimpleBooleanProperty();
  private final StringProperty problem = new SimpleStringProperty("");
  private String patientKey = "";
  private int asked;
  private boolean picked;

  public ProofViewModel(Workstation workstation, Tasks tasks) {
    this.workstation = workstation;
    this.tasks = tasks;
  }

  /// Reads the latest entries of a patient; what is chosen stays chosen.
  public void showPatient(String key) {
    if (!patientKey.equals(key)) {
      entries.clear();
      chosen.set(Optional.empty());
      picked = false;
      patientKey = key;
    }
    tasks.quietly(
        p -> workstation.latestProofs(key, LATEST),
        list -> {
          if (key.equals(patientKey)) {
            take(list);
          }
        },
        problem::set);
  }

  private void take(List<ProofView> list) {
    problem.set("");
    entries.setAll(list);
    // Until somebody picks an entry, the newest that is about a record is shown; looks come every
    // few minutes.
    if (!picked) {
      chosen.set(
          list.stream()
              .filter(entry -> !entry.look())
              .findFirst()
              .or(() -> list.stream().findFirst()));
    }
  }

  /// Nobody's proofs.
  public void clear() {
    patientKey = "";
    picked = false;
    asked++;
    entries.clear();
    chosen.set(Optional.empty());
    problem.set("");
  }

  /// Checks one record just now and shows the outcome.
  public void check(String recordId) {
    int mine = ++asked;
    picked = true;
    String key = patientKey;
    checking.set(true);
    tasks.quietly(
        p -> workstation.proof(key, recordId),
        proof -> {
          // A later question has overtaken this one.
          if (mine == asked) {
            checking.set(false);
            problem.set("");
            chosen.set(Optional.of(proof));
          }
        },
        sentence -> {
          if (mine == asked) {
            checking.set(false);
            // A proof that cannot be checked must not leave an older, better one on the screen.
            chosen.set(Optional.empty());
            problem.set(sentence);
          }
        });
  }

  public void choose(ProofView entry) {
    asked++;
    picked = true;
    checking.set(false);
    problem.set("");
    chosen.set(Optional.of(entry));
  }

  public ObservableList<ProofView> entries() {
    return entriesView;
  }

  /// The proof on the screen.
  public ObjectProperty<Optional<ProofView>> chosenProperty() {
    return chosen;
  }

  /// Whether hashes and path are shown; they are not until asked for.
  public BooleanProperty treeProperty() {
    return tree;
  }

  public BooleanProperty checkingProperty() {
    return checking;
  }

  public StringProperty problemProperty() {
    return problem;
  }
}
