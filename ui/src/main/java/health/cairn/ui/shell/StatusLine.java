package health.cairn.ui.shell;

import health.cairn.app.desk.DeskStatus;
import health.cairn.ui.design.Figures;
import health.cairn.ui.design.Icons;
import health.cairn.ui.work.Job;
import java.time.Duration;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The bottom line: what is running and how to stop it, how the journal and the chain stand.
final class StatusLine extends HBox {
  private final Label step = new Label();
  private final ProgressBar bar = new ProgressBar();
  private final Label left = new Label();
  private final Button cancel = new Button("Cancel");
  private final Label notice = new Label();
  private final ChangeListener<Job.Stand> listener = (o, was, now) -> show(now);
  private Optional<Job> shown = Optional.empty();

  StatusLine(ShellViewModel shell) {
    super(12);
    getStyleClass().add("status-line");
    setAlignment(Pos.CENTER_LEFT);
    bar.setPrefWidth(180);
    cancel.setId("cancel-job");
    cancel.getStyleClass().add("quiet");
    cancel.setOnAction(
        e -> {
          shown.ifPresent(Job::cancel);
          cancel.setDisable(true);
          left.setText("stopping");
        });
    notice.textProperty().bind(shell.noticeProperty());
    notice.setMinWidth(0);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label journal = new Label();
    journal.setId("journal");
    Label chain = new Label();
    chain.setGraphic(Icons.of(Feather.LINK, 12));
    Label drift = new Label();
    drift.setId("drift");
    drift.setGraphic(Icons.of(Feather.ALERT_TRIANGLE, 12));
    drift.getStyleClass().add("alert");
    drift.setTooltip(new Tooltip("The screen Models says what changed and what to do.   Alt 5"));
    Button amiss = new Button("", Icons.of(Feather.ALERT_OCTAGON, 12));
    amiss.setId("amiss");
    amiss.getStyleClass().addAll("quiet", "alert");
    amiss.setTooltip(new Tooltip("What does not agree, and what to do"));
    amiss.setOnAction(e -> shell.showMonitor());
    shell
        .statusProperty()
        .subscribe(
            s -> {
              journal.setText(s.map(StatusLine::journal).orElse(""));
              chain.setText(s.map(StatusLine::chain).orElse(""));
              chain.setVisible(s.isPresent());
              Optional<String> changed = s.flatMap(DeskStatus::drift);
              drift.setText(changed.orElse(""));
              drift.setVisible(changed.isPresent());
              drift.setManaged(changed.isPresent());
              Optional<String> alarms = s.flatMap(DeskStatus::amiss);
              amiss.setText(alarms.orElse(""));
              amiss.setVisible(alarms.isPresent());
              amiss.setManaged(alarms.isPresent());
            });
    getChildren().addAll(step, bar, left, cancel, notice, space, amiss, drift, journal, chain);
    watch(shell);
    shell.tasks().jobs().addListener((javafx.beans.InvalidationListener) o -> follow(shell));
    follow(shell);
  }

  /// The monitor looks now and then by itself: what it found shows here within a minute.
  private void watch(ShellViewModel shell) {
    Timeline minute =
        new Timeline(new KeyFrame(javafx.util.Duration.minutes(1), e -> shell.refreshStatus()));
    minute.setCycleCount(Animation.INDEFINITE);
    sceneProperty()
        .subscribe(
            scene -> {
              if (scene == null) {
                minute.stop();
              } else {
                minute.play();
              }
            });
  }

  /// Follows the youngest work: it is what the user asked for last.
  private void follow(ShellViewModel shell) {
    Optional<Job> newest =
        shell.tasks().jobs().isEmpty()
            ? Optional.empty()
            : Optional.of(shell.tasks().jobs().getLast());
    shown.ifPresent(j -> j.standProperty().removeListener(listener));
    shown = newest;
    for (Region part : new Region[] {step, bar, left, cancel}) {
      part.setVisible(newest.isPresent());
      part.setManaged(newest.isPresent());
    }
    notice.setVisible(newest.isEmpty());
    cancel.setDisable(newest.map(Job::isCancelled).orElse(true));
    newest.ifPresent(
        j -> {
          j.standProperty().addListener(listener);
          show(j.standProperty().get());
        });
  }

  private void show(Job.Stand stand) {
    String count = stand.total() > 0 ? " " + stand.done() + "/" + stand.total() : "";
    step.setText(stand.step() + count);
    bar.setProgress(stand.fraction());
    bar.setAccessibleText(stand.step());
    left.setText(stand.left().map(StatusLine::left).orElse(""));
  }

  private static String left(Duration left) {
    long seconds = Math.max(1, Math.round(left.toMillis() / 1000.0));
    return seconds < 90 ? seconds + " s left" : Math.round(seconds / 60.0) + " min left";
  }

  static String journal(DeskStatus s) {
    return s.user() + "   journal " + Figures.count(s.journalEntries());
  }

  static String chain(DeskStatus s) {
    if (!s.chainConfigured()) {
      return "no chain configured";
    }
    return s.waitingForChain() == 0
        ? "chain: nothing waiting"
        : "chain: " + Figures.count(s.waitingForChain()) + " waiting";
  }
}
