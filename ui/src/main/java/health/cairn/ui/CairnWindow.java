package health.cairn.ui;

import health.cairn.app.desk.HomeGate;
import health.cairn.app.desk.Workstation;
import health.cairn.ui.design.Theme;
import health.cairn.ui.kiosk.KioskWindow;
import health.cairn.ui.shell.ShellView;
import health.cairn.ui.shell.ShellViewModel;
import health.cairn.ui.shell.UnlockView;
import health.cairn.ui.shell.UnlockViewModel;
import health.cairn.ui.work.Tasks;
import java.nio.file.Path;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.geometry.Rectangle2D;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The one window: the locked door, and behind it the workstation. Lives on the JavaFX thread.
///
/// Whoever gives it a workstation owns that workstation; one that came through the gate is closed
/// here, when it is locked again or the window goes.
public final class CairnWindow {
  private static final Logger LOG = LoggerFactory.getLogger(CairnWindow.class);
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;
  private static final double MIN_WIDTH = 1024;
  private static final double MIN_HEIGHT = 640;

  /// How long what may not be shown any more stays at most.
  private static final Duration ASK_AGAIN = Duration.seconds(15);

  private final Stage stage;
  private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.DARK);
  private final Scene scene;
  private Tasks tasks = new Tasks(Platform::runLater);
  private Optional<HomeGate> gate = Optional.empty();
  private Optional<Workstation> owned = Optional.empty();
  private Optional<ShellViewModel> shell = Optional.empty();

  /// Where the kiosk puts copies; kept while the window is, whoever unlocks it.
  private final StringProperty copies = new SimpleStringProperty("");

  private boolean handedOver;
  private Runnable closed = () -> {};

  public CairnWindow(Stage stage) {
    this(stage, WIDTH, HEIGHT);
  }

  /// @param width of the scene, pixels
  public CairnWindow(Stage stage, double width, double height) {
    this.stage = stage;
    Theme.loadFonts();
    scene = new Scene(new StackPane(), width, height);
    theme.subscribe(t -> t.dress(scene));
    stage.setTitle("Cairn");
    stage.setScene(scene);
    stage.setMinWidth(MIN_WIDTH);
    stage.setMinHeight(MIN_HEIGHT);
    stage.setFullScreenExitHint("");
    stage.setOnHidden(e -> hidden());
    Timeline asking =
        new Timeline(new KeyFrame(ASK_AGAIN, e -> shell.ifPresent(ShellViewModel::askAgain)));
    asking.setCycleCount(Animation.INDEFINITE);
    stage.showingProperty().subscribe(showing -> play(asking, showing));
  }

  private static void play(Timeline asking, boolean showing) {
    if (showing) {
      asking.play();
    } else {
      asking.stop();
    }
  }

  /// @param next what follows when the window has been closed for good
  void whenClosed(Runnable next) {
    closed = next;
  }

  /// Shows the locked door of a home.
  public void lockedBy(HomeGate door) {
    gate = Optional.of(door);
    UnlockViewModel model =
        new UnlockViewModel(
            door,
            tasks,
            workstation -> {
              owned = Optional.of(workstation);
              show(workstation);
            });
    put(new UnlockView(model));
  }

  /// Shows an open workstation.
  public ShellViewModel show(Workstation workstation) {
    ShellViewModel model = new ShellViewModel(workstation, tasks);
    model.handOver().copiesProperty().bindBidirectional(copies);
    shell = Optional.of(model);
    put(new ShellView(model, this::lock, this::handOver, theme));
    model.start();
    return model;
  }

  /// The window without its nodes, where a workstation is open.
  public Optional<ShellViewModel> shell() {
    return shell;
  }

  public ObjectProperty<Theme> themeProperty() {
    return theme;
  }

  public Scene scene() {
    return scene;
  }

  Stage stage() {
    return stage;
  }

  /// Brings the window up, as large as it wants to be or the screen is.
  public void open() {
    Rectangle2D room = Screen.getPrimary().getVisualBounds();
    if (room.getWidth() <= scene.getWidth() || room.getHeight() <= scene.getHeight()) {
      // The size is set beside: not every window manager knows how to maximise.
      stage.setX(room.getMinX());
      stage.setY(room.getMinY());
      stage.setWidth(room.getWidth());
      stage.setHeight(room.getHeight());
      stage.setMaximized(true);
    }
    stage.show();
  }

  private void put(Parent root) {
    if (!Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW)) {
      root.getStyleClass().add("flat-popups");
    }
    scene.setRoot(root);
  }

  /// Puts everything of a patient away and asks for the passphrase again.
  private void lock() {
    if (gate.isEmpty()) {
      shell.ifPresent(
          s -> s.noticeProperty().set("This home has no passphrase: there is nothing to lock."));
      return;
    }
    putAway();
    tasks = new Tasks(Platform::runLater);
    lockedBy(gate.get());
  }

  /// Puts everything of a patient away and gives the screen to the kiosk, which keeps the home open and sees
  /// nothing of this window. Whoever leaves it with the passphrase stands before the locked door.
  private void handOver() {
    if (gate.isEmpty() || owned.isEmpty()) {
      shell.ifPresent(
          s -> {
            s.handOver().close();
            s.noticeProperty()
                .set("This home has no passphrase: nobody could take the screen back.");
          });
      return;
    }
    Optional<Path> tray = shell.flatMap(s -> s.handOver().copies());
    clear();
    put(new StackPane());
    handedOver = true;
    Stage screen = new Stage();
    Tasks asking = new Tasks(Platform::runLater);
    KioskWindow.open(
        screen,
        owned.get().kiosk(),
        asking,
        tray,
        () -> {
          asking.close();
          closeHome(() -> takeBack(screen));
        });
    stage.hide();
  }

  private void takeBack(Stage screen) {
    handedOver = false;
    tasks = new Tasks(Platform::runLater);
    gate.ifPresent(this::lockedBy);
    stage.show();
    screen.hide();
  }

  private void hidden() {
    if (!handedOver) {
      putAway();
      closed.run();
    }
  }

  private void putAway() {
    clear();
    closeHome(() -> {});
  }

  /// Lets go of what is on screen; work that still runs is stopped.
  private void clear() {
    shell.ifPresent(ShellViewModel::closePatient);
    shell = Optional.empty();
    tasks.close();
  }

  /// @param then follows on the JavaFX thread
  private void closeHome(Runnable then) {
    Optional<Workstation> closing = owned;
    owned = Optional.empty();
    closing.ifPresent(
        w ->
            Thread.ofPlatform()
                .name("closing the home")
                .start(
                    () -> {
                      try {
                        w.close();
                        LOG.info("home closed");
                      } finally {
                        Platform.runLater(then);
                      }
                    }));
  }
}
