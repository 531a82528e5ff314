package health.cairn.ui.findings;

import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.ModelWish;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.Workstation;
import health.cairn.imaging.explain.Explanation;
import health.cairn.ui.work.Job;
import health.cairn.ui.work.Tasks;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/// What models have proposed about the study on screen, and what a person decides on it.
public final class FindingsViewModel {
  private final Workstation workstation;
  private final Tasks tasks;
  private final Changes changes;
  private final ObservableList<FindingView> findings = FXCollections.observableArrayList();
  private final ObservableList<FindingView> findingsView =
      FXCollections.unmodifiableObservableList(findings);
  private final ReadOnlyBooleanWrapper analysing = new ReadOnlyBooleanWrapper();
  private final BooleanProperty deciding = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
  private final StringProperty problem = new SimpleStringProperty("");
  private final ObservableList<Explanation> explanations = FXCollections.observableArrayList();
  private final ObservableList<Explanation> explanationsView =
      FXCollections.unmodifiableObservableList(explanations);
  private final ReadOnlyBooleanWrapper explaining = new ReadOnlyBooleanWrapper();
  private final ModelChoiceModel choice;
  private final CorrectionModel correction;
  private String studyUid = "";

  /// Analyses that run, by study: one may go on while another study of the patient is read.
  private final Map<String, Job> running = new HashMap<>();

  /// What else on the screen depends on findings.
  public interface Changes {
    /// Models have proposed; outlines may be new too.
    void analysed(String studyInstanceUid);

    /// A person has decided.
    void decided(FindingView finding);
  }

  public FindingsViewModel(Workstation workstation, Tasks tasks, Changes changes) {
    this.workstation = workstation;
    this.tasks = tasks;
    this.changes = changes;
    this.choice = new ModelChoiceModel(workstation, tasks);
    this.correction = new CorrectionModel(workstation, tasks, this::replace);
  }

  /// Findings of the study that was opened.
  public void show(OpenedStudy study) {
    if (!study.studyInstanceUid().equals(studyUid)) {
      choice.reset();
    }
    studyUid = study.studyInstanceUid();
    correction.show(study.patient().patientKey());
    open.set(true);
    problem.set("");
    analysing.set(running.containsKey(studyUid));
    explanations.clear();
    findings.setAll(study.findings());
  }

  /// No study.
  public void clear() {
    running.values().forEach(Job::cancel);
    choice.reset();
    correction.clear();
    studyUid = "";
    analysing.set(false);
    open.set(false);
    problem.set("");
    explanations.clear();
    findings.clear();
  }

  /// Asks the models why, of the study on screen.
  public void explain(OpenedStudy study) {
    if (explaining.get() || !study.studyInstanceUid().equals(studyUid)) {
      return;
    }
    problem.set("");
    explaining.set(true);
    tasks
        .run(
            "Explaining",
            p -> workstation.explain(study, p),
            found -> {
              if (study.studyInstanceUid().equals(studyUid)) {
                explanations.setAll(found);
              }
            },
            problem::set)
        .runningProperty()
        .addListener((o, was, running) -> explaining.set(running));
  }

  /// What the models said when they were asked why.
  public ObservableList<Explanation> explanations() {
    return explanationsView;
  }

  public ReadOnlyBooleanProperty explainingProperty() {
    return explaining.getReadOnlyProperty();
  }

  /// Asks the models. Their findings are proposals until a person decides.
  public void analyse() {
    if (studyUid.isEmpty() || running.containsKey(studyUid)) {
      return;
    }
    String mine = studyUid;
    ModelWish wish = choice.wish();
    choice.openProperty().set(false);
    problem.set("");
    analysing.set(true);
    Job job =
        tasks.run(
            "Analysing",
            p -> workstation.analyze(mine, wish, p),
            found -> {
              if (mine.equals(studyUid)) {
                explanations.clear();
                findings.setAll(found);
              }
              changes.analysed(mine);
            },
            sentence -> {
              if (mine.equals(studyUid)) {
                problem.set(sentence);
              }
            });
    running.put(mine, job);
    job.runningProperty()
        .addListener(
            (o, was, still) -> {
              running.remove(mine, job);
              analysing.set(running.containsKey(studyUid));
            });
  }

  /// Records the reader's decision on a proposal.
  ///
  /// @param note why; needed to reject
  public void decide(FindingView finding, boolean accepted, String note) {
    if (deciding.get()) {
      return;
    }
    if (!accepted && note.isBlank()) {
      problem.set("Say why you reject this: the reason is kept with the finding.");
      return;
    }
    problem.set("");
    deciding.set(true);
    tasks
        .quietly(
            p -> workstation.decide(finding.findingId(), accepted, note.strip()),
            this::replace,
            problem::set)
        .runningProperty()
        .addListener((o, was, running) -> deciding.set(running));
  }

  private void replace(FindingView decided) {
    findings.replaceAll(f -> f.findingId().equals(decided.findingId()) ? decided : f);
    changes.decided(decided);
  }

  /// A person drew an outline: what it belongs to has new figures, or is new.
  public void kept(FindingView outlined) {
    if (findings.stream().noneMatch(f -> f.findingId().equals(outlined.findingId()))) {
      findings.add(outlined);
    }
    replace(outlined);
  }

  /// Models proposed more than an analysis does: findings of a study as they stand now.
  public void proposed(String studyInstanceUid, List<FindingView> found) {
    if (studyInstanceUid.equals(studyUid)) {
      findings.setAll(found);
    }
    changes.analysed(studyInstanceUid);
  }

  /// Who answers in the next look.
  public ModelChoiceModel choice() {
    return choice;
  }

  /// Overruling the models on the type of a tumour.
  public CorrectionModel correction() {
    return correction;
  }

  public ObservableList<FindingView> findings() {
    return findingsView;
  }

  /// Whether there is a study to have findings of.
  public ReadOnlyBooleanProperty openProperty() {
    return open.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty analysingProperty() {
    return analysing.getReadOnlyProperty();
  }

  public BooleanProperty decidingProperty() {
    return deciding;
  }

  public StringProperty problemProperty() {
    return problem;
  }
}
