package health.cairn.ui.kiosk;

import health.cairn.app.desk.consent.KioskLanguage;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.Clipboard;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The frame of the kiosk: how far, read aloud and "Stop" above, one screen in the middle, buttons below. While the
/// page is veiled, what is personal on it is not in the scene; while it is hidden, all of it is not.
public final class KioskView extends StackPane {
  private final KioskModel model;
  private final KioskScreens screens;
  private final Label notice;
  private Node frame = new Region();
  private String spoken = "";
  private Runnable backInFocus = () -> {};

  public KioskView(KioskModel model) {
    this.model = model;
    this.screens = new KioskScreens(model);
    getStyleClass().add("kiosk");
    notice = KioskNodes.notice(model.noticeProperty());
    notice.setId("kiosk-notice");
    notice.setFocusTraversable(true);
    notice.visibleProperty().bind(model.noticeProperty().isNotEmpty());
    notice.managedProperty().bind(notice.visibleProperty());
    model.pageProperty().subscribe(page -> build());
    model.pageProperty().subscribe(KioskView::emptyClipboard);
    model.hiddenProperty().subscribe(this::show);
    model.veiledProperty().subscribe(this::veilPersonal);
  }

  private void build() {
    KioskLanguage language = model.texts().language();
    setNodeOrientation(
        language.rightToLeft() ? NodeOrientation.RIGHT_TO_LEFT : NodeOrientation.LEFT_TO_RIGHT);
    getStyleClass().remove("arabic");
    if (language.rightToLeft()) {
      getStyleClass().add("arabic");
    }
    KioskScreen screen = screens.screen();
    spoken = screen.spoken();
    BorderPane pane = new BorderPane();
    pane.setTop(top(screen));
    VBox middle = new VBox(10);
    middle.getStyleClass().add("kiosk-middle");
    middle.setAlignment(Pos.CENTER);
    middle.getChildren().addAll(screen.content());
    middle.getChildren().add(notice);
    middle.disableProperty().bind(model.busyProperty());
    pane.setCenter(middle);
    pane.setBottom(bottom(screen));
    frame = pane;
    show(model.hiddenProperty().get());
    focusTitle(pane, screen);
  }

  /// A name that was typed can be copied: nothing of that is there for who comes next, nor for the kiosk of what staff
  /// copied before.
  private static void emptyClipboard(KioskModel.Page page) {
    switch (page.step()) {
      case LANGUAGE, STOPPED -> Clipboard.getSystemClipboard().clear();
      default -> {}
    }
  }

  private void show(boolean hidden) {
    getChildren().setAll(hidden ? veil() : frame);
  }

  /// A screen reader begins at the heading, and hears the whole page there.
  private static void focusTitle(BorderPane pane, KioskScreen screen) {
    Node title = pane.lookup("#kiosk-title");
    if (title != null) {
      title.setFocusTraversable(true);
      title.setAccessibleText(screen.spoken());
      Platform.runLater(title::requestFocus);
    }
  }

  /// A screen reader that stood on something personal stands on the line in its place meanwhile.
  private void veilPersonal(boolean veiled) {
    List<Personal> parts =
        frame.lookupAll(".kiosk-personal").stream().map(Personal.class::cast).toList();
    if (veiled) {
      Optional<Node> lost =
          Optional.ofNullable(getScene())
              .map(Scene::getFocusOwner)
              .filter(owner -> parts.stream().anyMatch(p -> p.holds(owner)));
      parts.forEach(p -> p.veil(p == parts.getFirst() ? model.texts().say("veil.line") : ""));
      lost.ifPresent(
          owner -> {
            parts.getFirst().focusLine();
            backInFocus = owner::requestFocus;
          });
    } else {
      parts.forEach(Personal::unveil);
      backInFocus.run();
      backInFocus = () -> {};
    }
    if (frame.lookup("#kiosk-title") instanceof Label title) {
      title.setAccessibleText(veiled ? title.getText() : spoken);
    }
  }

  private HBox top(KioskScreen screen) {
    HBox top = new HBox(16);
    top.getStyleClass().add("kiosk-bar");
    top.setAlignment(Pos.CENTER_LEFT);
    KioskModel.Page page = model.pageProperty().get();
    if (page.position() > 0) {
      Label step = new Label(model.texts().say("app.step", page.position(), page.steps()));
      step.getStyleClass().add("kiosk-step");
      step.setMinWidth(Region.USE_PREF_SIZE);
      ProgressBar bar = new ProgressBar((double) page.position() / page.steps());
      bar.getStyleClass().add("kiosk-progress");
      top.getChildren().addAll(step, bar);
    }
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    top.getChildren().add(space);
    if (model.canSpeak() && !screen.spoken().isEmpty()) {
      top.getChildren()
          .add(
              KioskNodes.withIcon(
                  KioskNodes.button(
                      "kiosk-read",
                      model.texts().say("app.read"),
                      () -> model.speak(screen.spoken())),
                  Feather.VOLUME_2));
    }
    if (stoppable(page.step())) {
      Button stop = KioskNodes.button("kiosk-stop", model.texts().say("app.stop"), model::stop);
      stop.disableProperty().bind(model.savingProperty());
      top.getChildren().add(KioskNodes.withIcon(stop, Feather.PAUSE));
    }
    top.getChildren().forEach(n -> keepWidth(n));
    return top;
  }

  private static boolean stoppable(KioskStep step) {
    return switch (step) {
      case LANGUAGE, STOPPED, STAFF -> false;
      default -> true;
    };
  }

  private HBox bottom(KioskScreen screen) {
    HBox bottom = new HBox(16);
    bottom.getStyleClass().add("kiosk-bar");
    bottom.setAlignment(Pos.CENTER);
    bottom.disableProperty().bind(model.busyProperty());
    if (model.canGoBack()) {
      Button back = KioskNodes.button("kiosk-back", model.texts().say("app.back"), model::back);
      KioskNodes.withIcon(
          back, model.texts().language().rightToLeft() ? Feather.ARROW_RIGHT : Feather.ARROW_LEFT);
      bottom.getChildren().add(back);
    }
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    bottom.getChildren().add(space);
    bottom.getChildren().addAll(screen.actions());
    bottom.getChildren().forEach(n -> keepWidth(n));
    return bottom;
  }

  private static void keepWidth(Node node) {
    if (node instanceof Button button) {
      button.setMinWidth(Region.USE_PREF_SIZE);
    }
  }

  private Node veil() {
    Button go = KioskNodes.main("idle-go", model.texts().say("idle.go"), model::stillHere);
    VBox veil =
        new VBox(
            24,
            KioskNodes.icon(Feather.EYE_OFF),
            KioskNodes.title(model.texts().say("idle.title")),
            KioskNodes.text(model.texts().say("idle.text")),
            go,
            KioskNodes.button("idle-stop", model.texts().say("app.stop"), model::stop));
    veil.setAlignment(Pos.CENTER);
    Platform.runLater(go::requestFocus);
    return veil;
  }

  /// What is on screen, for tests that look at every screen.
  List<Node> shown() {
    return List.copyOf(getChildren());
  }
}
