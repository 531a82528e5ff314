package health.cairn.ui.shell;

import health.cairn.app.CairnException;
import health.cairn.app.desk.DeskStatus;
import health.cairn.app.desk.DoubtsView;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.FindingView.KeySlice;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.app.desk.OpenedStudy.ViewerSeries;
import health.cairn.app.desk.OutlineDraft;
import health.cairn.app.desk.PatientHeader;
import health.cairn.app.desk.PatientHistory;
import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.Workstation;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.ui.findings.FindingsViewModel;
import health.cairn.ui.models.CareModel;
import health.cairn.ui.models.ShelfModel;
import health.cairn.ui.organs.OrgansModel;
import health.cairn.ui.outline.OutlineModel;
import health.cairn.ui.timeline.TimelineViewModel;
import health.cairn.ui.trust.MonitorViewModel;
import health.cairn.ui.trust.ProofViewModel;
import health.cairn.ui.viewer.DisplaySeries;
import health.cairn.ui.viewer.ViewerViewModel;
import health.cairn.ui.work.Job;
import health.cairn.ui.work.Tasks;
import health.cairn.ui.work.Work;
import health.cairn.ui.worklist.WorklistViewModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/// The whole window without its nodes: which screen, which patient, and the models of the screens.
/// On the JavaFX thread only.
public final class ShellViewModel {
  private record Loaded(
      OpenedStudy study,
      List<DisplaySeries> series,
      DoubtsView doubts,
      Optional<OutlineDraft> draft,
      String draftProblem) {}

  private record Drawn(List<SegmentView> outlines, DoubtsView doubts) {}

  private final Workstation workstation;
  private final Tasks tasks;
  private final WorklistViewModel worklist;
  private final ViewerViewModel viewer = new ViewerViewModel(this::overruleRole);
  private final FindingsViewModel findings;
  private final OrgansModel organs;
  private final OutlineModel outline;
  private final CareModel care;
  private final ShelfModel shelf;
  private final EmergencyModel emergency;
  private final HandOverModel handOver;
  private final TimelineViewModel timeline;
  private final ProofViewModel proof;
  private final MonitorViewModel monitor;
  private final ObjectProperty<Screen> screen = new SimpleObjectProperty<>(Screen.WORKLIST);
  private final ReadOnlyObjectWrapper<Optional<PatientHeader>> patient =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<DeskStatus>> status =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final BooleanProperty rightPanel = new SimpleBooleanProperty(true);
  private final BooleanProperty imagesOnly = new SimpleBooleanProperty();
  private final StringProperty notice = new SimpleStringProperty("");
  private Optional<Job> opening = Optional.empty();

  public ShellViewModel(Workstation workstation, Tasks tasks) {
    this.workstation = workstation;
    this.tasks = tasks;
    worklist = new WorklistViewModel(workstation, tasks);
    findings = new FindingsViewModel(workstation, tasks, new Follow());
    organs = new OrgansModel(workstation, tasks, findings::proposed, viewer::askPoint);
    outline = new OutlineModel(workstation, tasks, new AroundOutline());
    shelf = new ShelfModel(workstation, tasks, this::modelsCame);
    care = new CareModel(workstation, tasks, this::modelsTried);
    emergency = new EmergencyModel(workstation, tasks);
    handOver = new HandOverModel(workstation, tasks, patient::get, notice);
    timeline = new TimelineViewModel(workstation, tasks, this::watchedHistory);
    proof = new ProofViewModel(workstation, tasks);
    monitor = new MonitorViewModel(workstation, tasks, this::refreshStatus);
    screen.addListener((o, was, now) -> fill(now));
    viewer
        .toolProperty()
        .addListener(
            (o, was, now) -> {
              boolean drawing = outline.phaseProperty().get() == OutlineModel.Phase.DRAWING;
              if (was == ViewerViewModel.Tool.OUTLINE && drawing) {
                // Another tool, or Esc: what was drawn stays.
                outline.rest();
              }
            });
  }

  /// Reads what the first screen shows.
  public void start() {
    worklist.refresh();
    refreshStatus();
  }

  private void modelsCame() {
    care.refresh();
    refreshStatus();
  }

  private void modelsTried() {
    shelf.refresh();
    refreshStatus();
  }

  /// Asks how long the journal is and what waits for the chain.
  public void refreshStatus() {
    tasks.quietly(p -> workstation.status(), s -> status.set(Optional.of(s)), notice::set);
  }

  /// Opens what a line of the work list stands for: the study, or the history of a patient without
  /// images.
  public void open(WorklistRow row) {
    row.study()
        .ifPresentOrElse(
            study -> openStudy(study.studyInstanceUid()),
            () -> {
              choosePatient(row.patient());
              screen.set(Screen.TIMELINE);
            });
  }

  private Work<PatientHistory> watchedHistory(Work<PatientHistory> reading, Runnable again) {
    return emergency.watched(reading, again);
  }

  /// What was refused and can be opened in an emergency.
  public EmergencyModel emergency() {
    return emergency;
  }

  /// Asking the patient on screen for consent.
  public HandOverModel handOver() {
    return handOver;
  }

  /// Opens a study in the viewer. A study that is still being opened is given up.
  public void openStudy(String studyInstanceUid) {
    opening.ifPresent(Job::cancel);
    notice.set("");
    opening =
        Optional.of(
            tasks.run(
                "Opening the study",
                emergency.watched(
                    p -> load(studyInstanceUid, p), () -> openStudy(studyInstanceUid)),
                this::show,
                notice::set));
  }

  private Loaded load(String studyInstanceUid, Progress progress) throws CairnException {
    OpenedStudy study = workstation.open(studyInstanceUid, progress);
    List<DisplaySeries> series = study.series().stream().map(DisplaySeries::of).toList();
    DoubtsView doubts = workstation.doubts(studyInstanceUid);
    try {
      return new Loaded(study, series, doubts, workstation.draft(studyInstanceUid), "");
    } catch (CairnException e) {
      // The pictures can be read without it.
      return new Loaded(study, series, doubts, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  private void show(Loaded loaded) {
    choosePatient(loaded.study().patient());
    viewer.show(loaded.study(), loaded.series());
    outline.show(loaded.study(), loaded.draft());
    if (!loaded.draftProblem().isEmpty()) {
      outline.problemProperty().set(loaded.draftProblem());
    }
    viewer.showDoubts(loaded.doubts());
    findings.show(loaded.study());
    organs.show(loaded.study().studyInstanceUid());
    proof.showPatient(loaded.study().patient().patientKey());
    screen.set(Screen.VIEWER);
    refreshStatus();
  }

  /// Makes a patient the one whose data is on screen; the study of another leaves it.
  private void choosePatient(PatientHeader chosen) {
    boolean other =
        patient.get().map(p -> !p.patientKey().equals(chosen.patientKey())).orElse(true);
    if (other) {
      handOver.close();
      leaveStudy();
      timeline.clear();
      proof.clear();
    }
    patient.set(Optional.of(chosen));
  }

  private void leaveStudy() {
    boolean begun = outline.sessionProperty().get().isPresent();
    outline.clear();
    if (begun) {
      notice.set("The outline that you began is not kept yet: it waits for you in its study.");
    }
    viewer.close();
    findings.clear();
    organs.show("");
  }

  /// Asks whether what is on screen may stay there: a consent may have ended, or an emergency be over. What may not, or of
  /// which nobody can tell, is put away.
  public void askAgain() {
    patient
        .get()
        .ifPresent(
            shown -> {
              viewer
                  .studyProperty()
                  .get()
                  .map(OpenedStudy::studyInstanceUid)
                  .ifPresent(
                      study -> askAgain(Workstation.Shown.PICTURES, shown, () -> openStudy(study)));
              if (!timeline.events().isEmpty()) {
                askAgain(Workstation.Shown.RECORD, shown, () -> showRecord(shown));
              }
            });
  }

  private void askAgain(Workstation.Shown what, PatientHeader shown, Runnable inEmergency) {
    tasks.quietly(
        emergency.watched(
            p -> {
              workstation.askAgain(what, shown.patientKey());
              return shown;
            },
            inEmergency),
        stays -> {},
        why -> {
          if (patient.get().filter(shown::equals).isPresent()) {
            putAway();
            notice.set(why);
          }
        });
  }

  private void showRecord(PatientHeader shown) {
    choosePatient(shown);
    screen.set(Screen.TIMELINE);
  }

  /// Puts the patient's data away.
  public void closePatient() {
    opening.ifPresent(Job::cancel);
    putAway();
  }

  private void putAway() {
    handOver.close();
    leaveStudy();
    timeline.clear();
    proof.clear();
    patient.set(Optional.empty());
    screen.set(Screen.WORKLIST);
  }

  private void fill(Screen shown) {
    if (shown == Screen.WORKLIST) {
      worklist.refresh();
    } else if (shown == Screen.MODELS) {
      care.refresh();
      shelf.refresh();
    } else if (shown == Screen.PROOF) {
      monitor.refresh();
    }
    patient
        .get()
        .map(PatientHeader::patientKey)
        .ifPresent(
            key -> {
              if (shown == Screen.TIMELINE) {
                timeline.showPatient(key);
              } else if (shown == Screen.PROOF) {
                proof.showPatient(key);
              }
            });
  }

  private final class Follow implements FindingsViewModel.Changes {
    @Override
    public void analysed(String studyInstanceUid) {
      grown();
      redraw(studyInstanceUid);
    }

    @Override
    public void decided(FindingView finding) {
      grown();
      if (finding.status() == FindingView.Status.REJECTED) {
        viewer.hideOutlinesOf(finding.findingId());
      } else {
        viewer.studyProperty().get().ifPresent(s -> redraw(s.studyInstanceUid()));
      }
    }

    private void redraw(String studyInstanceUid) {
      tasks.quietly(
          p ->
              new Drawn(
                  workstation.outlines(studyInstanceUid), workstation.doubts(studyInstanceUid)),
          drawn -> draw(studyInstanceUid, drawn),
          notice::set);
    }

    private void draw(String studyInstanceUid, Drawn drawn) {
      viewer.refresh(studyInstanceUid, drawn.outlines(), findings.findings());
      if (viewer.shows(studyInstanceUid)) {
        viewer.showDoubts(drawn.doubts());
      }
    }
  }

  private final class AroundOutline implements OutlineModel.Surroundings {
    @Override
    public void inHand(boolean drawing) {
      viewer.outlining(drawing);
    }

    @Override
    public void corrects(Optional<SegmentView> corrected) {
      viewer.correctedProperty().set(corrected);
    }

    @Override
    public void look(ViewerSeries series, int slice) {
      viewer.jumpTo(series.seriesInstanceUid(), slice);
    }

    @Override
    public void say(String words) {
      viewer.hintProperty().set(words);
    }

    @Override
    public void kept(FindingView finding) {
      findings.kept(finding);
    }
  }

  /// Takes the brush to the outline of a finding, on the slice that shows it best.
  public void correctOutline(FindingView finding) {
    Optional<SegmentView> drawn =
        viewer.segments().stream()
            .filter(s -> s.findingId().equals(finding.findingId()))
            .findFirst();
    Optional<ViewerSeries> series =
        drawn.flatMap(
            d ->
                viewer.series().stream()
                    .map(DisplaySeries::series)
                    .filter(s -> s.seriesInstanceUid().equals(d.seriesInstanceUid()))
                    .findFirst());
    if (series.isEmpty()) {
      notice.set("This finding has no outline in the open study.");
      return;
    }
    finding.keySlice().ifPresent(this::jumpTo);
    boolean another = outline.sessionProperty().get().isPresent();
    outline.take(series.get(), List.of(drawn.get()));
    if (another) {
      viewer.hintProperty().set("Keep or discard the outline that you began first.");
    } else {
      outline.choose(drawn);
    }
  }

  /// History and journal have more in them than the screen shows.
  private void grown() {
    timeline.forget();
    worklist.refresh();
    refreshStatus();
    patient.get().ifPresent(p -> proof.showPatient(p.patientKey()));
  }

  /// Keeps what the reader says a series shows, and arranges the pictures by it.
  private void overruleRole(String seriesInstanceUid, SequenceRole role) {
    tasks.quietly(
        p -> workstation.overruleRole(seriesInstanceUid, role),
        reason -> {
          viewer.setRole(seriesInstanceUid, role, reason);
          grown();
        },
        notice::set);
  }

  /// Shows the slice of a finding.
  public void jumpTo(KeySlice slice) {
    screen.set(Screen.VIEWER);
    if (!viewer.jumpTo(slice.seriesInstanceUid(), slice.slice())) {
      notice.set("The series this finding was made from is not in the open study.");
    }
  }

  /// Shows the proof of one record.
  public void prove(String recordId) {
    monitor.shownProperty().set(false);
    screen.set(Screen.PROOF);
    proof.check(recordId);
  }

  /// Writes the report of the open study.
  public void writeReport(Path target) {
    viewer
        .studyProperty()
        .get()
        .ifPresent(
            study ->
                tasks.run(
                    "Writing the report",
                    p -> {
                      workstation.writeReport(study.studyInstanceUid(), target);
                      return target;
                    },
                    file -> notice.set("Report written to " + file.getFileName() + "."),
                    notice::set));
  }

  public WorklistViewModel worklist() {
    return worklist;
  }

  public ViewerViewModel viewer() {
    return viewer;
  }

  public FindingsViewModel findings() {
    return findings;
  }

  public OrgansModel organs() {
    return organs;
  }

  /// Drawing and correcting outlines.
  public OutlineModel outline() {
    return outline;
  }

  /// Looking after the models.
  public CareModel care() {
    return care;
  }

  public ShelfModel shelf() {
    return shelf;
  }

  public TimelineViewModel timeline() {
    return timeline;
  }

  public ProofViewModel proof() {
    return proof;
  }

  /// What the monitor says of the home.
  public MonitorViewModel monitor() {
    return monitor;
  }

  /// Shows what the monitor found.
  public void showMonitor() {
    monitor.shownProperty().set(true);
    screen.set(Screen.PROOF);
  }

  public Tasks tasks() {
    return tasks;
  }

  public ObjectProperty<Screen> screenProperty() {
    return screen;
  }

  /// Whose data is on the screen.
  public ReadOnlyObjectProperty<Optional<PatientHeader>> patientProperty() {
    return patient.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<Optional<DeskStatus>> statusProperty() {
    return status.getReadOnlyProperty();
  }

  /// Whether the right panel is open.
  public BooleanProperty rightPanelProperty() {
    return rightPanel;
  }

  /// Whether the images have everything but the patient's name.
  public BooleanProperty imagesOnlyProperty() {
    return imagesOnly;
  }

  /// One sentence for the status line, or empty.
  public StringProperty noticeProperty() {
    return notice;
  }
}
