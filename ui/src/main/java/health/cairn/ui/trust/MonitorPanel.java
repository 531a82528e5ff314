package health.cairn.ui.trust;

import health.cairn.ledger.monitor.Alarm;
import health.cairn.ui.design.Chip;
import health.cairn.ui.design.Figures;
import health.cairn.ui.design.Icons;
import health.cairn.ui.design.Meaning;
import health.cairn.ui.design.Notice;
import health.cairn.ui.trust.MonitorViewModel.Line;
import health.cairn.ui.work.Job;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What the monitor found: one sentence, each alarm with what to do, each check with when it last ran.
final class MonitorPanel extends ScrollPane {
  /// More are a matter for the command line.
  private static final int MOST = 100;

  private static final double WIDTH = 640;

  private final Button verify = new Button("Verify all now", Icons.of(Feather.REFRESH_CW, 14));

  MonitorPanel(MonitorViewModel model) {
    getStyleClass().add("edge-to-edge");
    setFitToWidth(true);
    Label sentence = wrapped("");
    sentence.setId("monitor-sentence");
    sentence.getStyleClass().add("heading-1");
    sentence.setMaxWidth(Double.MAX_VALUE);
    sentence.textProperty().bind(model.sentenceProperty());
    VBox alarms = new VBox(16);
    InvalidationListener refill = o -> fill(alarms, model);
    model.alarms().addListener(refill);
    fill(alarms, model);
    GridPane checks = new GridPane(16, 4);
    InvalidationListener relist = o -> list(checks, model);
    model.lines().addListener(relist);
    list(checks, model);
    Label title = new Label("LAST CHECKED");
    title.getStyleClass().add("panel-title");
    VBox content =
        new VBox(
            24,
            new VBox(8, sentence, acts(model)),
            Notice.problem(model.problemProperty()),
            alarms,
            new VBox(8, title, checks));
    content.getStyleClass().add("proof-detail");
    setContent(content);
  }

  /// Gives the keyboard to what can be done here.
  void focusContent() {
    verify.requestFocus();
  }

  private Node acts(MonitorViewModel model) {
    verify.setId("monitor-verify");
    verify.setOnAction(e -> model.verifyAll());
    ProgressBar bar = new ProgressBar();
    bar.setPrefWidth(180);
    Label step = new Label();
    Button cancel = new Button("Cancel");
    cancel.setId("monitor-cancel");
    cancel.setOnAction(e -> model.cancel());
    HBox running = new HBox(12, bar, step, cancel);
    running.getStyleClass().add("monitor-running");
    running.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    running.setVisible(false);
    model
        .jobProperty()
        .subscribe(
            job -> {
              verify.setDisable(job.isPresent());
              running.setVisible(job.isPresent());
              job.ifPresent(j -> follow(j, bar, step));
            });
    HBox acts = new HBox(16, verify, running);
    acts.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    return acts;
  }

  private static void follow(Job job, ProgressBar bar, Label step) {
    job.standProperty()
        .subscribe(
            stand -> {
              bar.setProgress(stand.fraction());
              bar.setAccessibleText(stand.step());
              step.setText(
                  stand.total() > 0
                      ? stand.step()
                          + " "
                          + Figures.count(stand.done())
                          + " of "
                          + Figures.count(stand.total())
                      : stand.step());
            });
  }

  private static void fill(VBox box, MonitorViewModel model) {
    box.getChildren().clear();
    model.alarms().stream().limit(MOST).map(MonitorPanel::row).forEach(box.getChildren()::add);
    int more = model.alarms().size() - MOST;
    if (more > 0) {
      box.getChildren()
          .add(new Label(Figures.count(more) + " more: `cairn ledger monitor` lists them all."));
    }
    box.setVisible(!box.getChildren().isEmpty());
    box.setManaged(box.isVisible());
  }

  private static Node row(Alarm alarm) {
    Label what = wrapped(alarm.sentence());
    Label since = wrapped("Since " + Figures.moment(alarm.since()) + ", " + alarm.subject());
    since.getStyleClass().add("secondary");
    Label act = wrapped(alarm.kind().advice());
    act.getStyleClass().add("secondary");
    VBox words = new VBox(2, what, since, act);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox chip = new HBox(chip(alarm.severity()));
    chip.setMinWidth(132);
    HBox row = new HBox(12, chip, words);
    row.setAccessibleText(alarm.sentence() + " " + alarm.kind().advice());
    return row;
  }

  private static Chip chip(Alarm.Severity severity) {
    return switch (severity) {
      case INTEGRITY -> Chip.state(Meaning.REJECTED, Feather.ALERT_OCTAGON, "Does not agree");
      case OUTSIDE -> Chip.state(Meaning.PROPOSED, Feather.CLOUD_OFF, "Outside");
      case REVIEW -> Chip.state(Meaning.INFORMATIVE, Feather.EYE, "To read");
    };
  }

  private static void list(GridPane grid, MonitorViewModel model) {
    grid.getChildren().clear();
    int row = 0;
    for (Line line : model.lines()) {
      Label title = new Label(line.title());
      Label done = new Label(line.done());
      Label note = wrapped(line.note());
      note.getStyleClass().add("secondary");
      title.setMinWidth(USE_PREF_SIZE);
      done.setMinWidth(USE_PREF_SIZE);
      grid.addRow(row++, title, done, note);
    }
  }

  private static Label wrapped(String text) {
    Label label = new Label(text);
    label.setWrapText(true);
    label.setMaxWidth(WIDTH);
    return label;
  }
}
