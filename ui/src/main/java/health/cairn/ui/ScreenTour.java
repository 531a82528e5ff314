package health.cairn.ui;

import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.Workstation;
import health.cairn.ui.design.Theme;
import health.cairn.ui.shell.Screen;
import health.cairn.ui.shell.ShellViewModel;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/// Walks the real window through its main screens and writes a picture of each: for the README, for
/// a demo without a display (`-Dglass.platform=Headless -Dprism.order=sw`), for looking at.
public final class ScreenTour {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final long POLL_NANOS = 20_000_000L;

  private final Path dir;
  private final List<Path> written = new ArrayList<>();

  private ScreenTour(Path dir) {
    this.dir = dir;
  }

  /// Opens the first study of the work list, has it analysed if nobody did, and visits work list,
  /// viewer, brush, timeline, proof, models and monitor. Blocks until done; call it off the JavaFX thread.
  ///
  /// @param dir gets `1-worklist.png` and so on; made where it is missing
  /// @param height at most 1000 on the toolkit's in-memory screen, which paints no further down
  /// @return the pictures
  /// @throws IOException where a picture cannot be written
  public static List<Path> capture(Workstation workstation, Path dir, int width, int height)
      throws IOException {
    return capture(workstation, dir, width, height, Theme.DARK);
  }

  public static List<Path> capture(
      Workstation workstation, Path dir, int width, int height, Theme theme) throws IOException {
    Files.createDirectories(dir);
    startToolkit();
    ScreenTour tour = new ScreenTour(dir);
    CairnWindow window =
        onScreen(
            () -> {
              CairnWindow made = new CairnWindow(new Stage(), width, height);
              made.themeProperty().set(theme);
              made.show(workstation);
              made.stage().show();
              return made;
            });
    try {
      tour.walk(window);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      onScreen(
          () -> {
            window.stage().close();
            return true;
          });
    }
    return List.copyOf(tour.written);
  }

  private void walk(CairnWindow window) {
    ShellViewModel shell = window.shell().orElseThrow();
    until("the work list", () -> shell.worklist().loadedProperty().get());
    shoot(window, "1-worklist");
    WorklistRow first =
        onScreen(
            () ->
                shell.worklist().rows().stream()
                    .filter(r -> r.study().isPresent())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no study to show")));
    act(() -> shell.open(first));
    until("the study", () -> shell.viewer().studyProperty().get().isPresent());
    if (onScreen(() -> shell.findings().findings().isEmpty())) {
      act(shell.findings()::analyse);
      until("the findings", () -> !shell.findings().findings().isEmpty());
      until(
          "the outlines",
          () ->
              !shell.viewer().segments().isEmpty() || !shell.findings().analysingProperty().get());
    }
    act(
        () ->
            shell.findings().findings().stream()
                .flatMap(f -> f.keySlice().stream())
                .findFirst()
                .ifPresent(shell::jumpTo));
    until("quiet", () -> shell.tasks().jobs().isEmpty());
    until(
        "the proof of the study",
        () ->
            shell.proof().chosenProperty().get().isPresent()
                || !shell.proof().problemProperty().get().isEmpty());
    until("the patient's banner to come to rest", () -> atRest(window));
    shoot(window, "2-viewer");
    outline(window, shell);
    act(() -> shell.screenProperty().set(Screen.TIMELINE));
    until("the history", () -> !shell.timeline().loadingProperty().get());
    act(
        () -> {
          double end = shell.timeline().axisProperty().get().end();
          double start = shell.timeline().axisProperty().get().start();
          shell.timeline().cursorProperty().set(OptionalDouble.of(start + (end - start) * 0.78));
        });
    shoot(window, "3-timeline");
    act(() -> shell.screenProperty().set(Screen.PROOF));
    until("the journal", () -> !shell.proof().entries().isEmpty());
    act(() -> shell.proof().treeProperty().set(true));
    shoot(window, "4-proof");
    act(() -> shell.screenProperty().set(Screen.MODELS));
    until("how the models stand", () -> shell.care().learningProperty().get().isPresent());
    until("which models are here", () -> !shell.shelf().models().isEmpty());
    until("quiet", () -> shell.tasks().jobs().isEmpty());
    shoot(window, "6-models");
    act(shell::showMonitor);
    act(shell.monitor()::verifyAll);
    until("the monitor", () -> !shell.monitor().lines().isEmpty());
    until("quiet", () -> shell.tasks().jobs().isEmpty());
    shoot(window, "7-monitor");
  }

  /// The brush at the first outline there is, or at none; nothing is drawn, and so nothing is left.
  private void outline(CairnWindow window, ShellViewModel shell) {
    act(
        () -> {
          Optional<FindingView> outlined =
              shell.findings().findings().stream()
                  .filter(
                      f ->
                          shell.viewer().outlines().stream()
                              .anyMatch(s -> s.findingId().equals(f.findingId())))
                  .findFirst();
          outlined.ifPresentOrElse(
              shell::correctOutline,
              () -> shell.outline().take(shell.viewer().series().getFirst().series(), List.of()));
        });
    shoot(window, "5-outline");
    act(shell.outline()::rest);
  }

  /// Whether the top line no longer points out a change of patient.
  private static boolean atRest(CairnWindow window) {
    return window.stage().getScene().lookup(".patient-banner").getPseudoClassStates().stream()
        .noneMatch(state -> state.getPseudoClassName().equals("changed"));
  }

  private void shoot(CairnWindow window, String name) {
    pulse();
    WritableImage image = onScreen(() -> window.scene().snapshot(null));
    Path file = dir.resolve(name + ".png");
    try {
      write(image, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    written.add(file);
  }

  private static void write(WritableImage image, Path file) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] argb = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    out.setRGB(0, 0, width, height, argb, 0, width);
    if (!ImageIO.write(out, "png", file.toFile())) {
      throw new IOException("no PNG writer in this Java");
    }
  }

  /// Lets the screen catch up with what was just done: layout, then what layout asked for.
  private static void pulse() {
    for (int i = 0; i < 3; i++) {
      onScreen(() -> true);
      LockSupport.parkNanos(2 * POLL_NANOS);
    }
  }

  private static void startToolkit() {
    try {
      Platform.startup(() -> Platform.setImplicitExit(false));
    } catch (IllegalStateException e) {
      // It runs already: a test or an earlier tour started it.
      Platform.setImplicitExit(false);
    }
  }

  private static void act(Runnable action) {
    onScreen(
        () -> {
          action.run();
          return true;
        });
  }

  private static void until(String what, Callable<Boolean> condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!onScreen(condition)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("waited in vain for " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static <T> T onScreen(Callable<T> action) {
    FutureTask<T> task = new FutureTask<>(action);
    Platform.runLater(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the tour stumbled", e.getCause());
    }
  }
}
