package health.cairn.ui;

import health.cairn.app.command.Screens;
import health.cairn.app.desk.HomeGate;
import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.Workstation;
import health.cairn.app.desk.consent.ConsentDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The real window, for the command line.
final class WindowScreens implements Screens {
  private static final int WIDTH = 1440;
  private static final int HEIGHT = 900;

  @Override
  public boolean displayAvailable() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean desktop = os.contains("win") || os.contains("mac");
    return desktop || System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
  }

  @Override
  public void open(HomeGate gate) {
    Launcher.open(gate);
  }

  @Override
  public void show(Workstation workstation, WorklistRow row) {
    Launcher.open(workstation, row);
  }

  @Override
  public void kiosk(ConsentDesk desk, Optional<Path> copies) {
    Launcher.kiosk(desk, copies);
  }

  @Override
  public List<Path> capture(Workstation workstation, Path directory) throws IOException {
    withoutDisplay();
    return ScreenTour.capture(workstation, directory, WIDTH, HEIGHT);
  }

  @Override
  public double coldStartMs() {
    if (!displayAvailable()) {
      withoutDisplay();
    }
    return FirstFrame.measureMs();
  }

  @Override
  public List<String> programCommand() {
    return ThisProgram.command();
  }

  /// The toolkit's own screen in memory, painted by software; must be set before the toolkit starts.
  private static void withoutDisplay() {
    System.setProperty("glass.platform", "Headless");
    System.setProperty("prism.order", "sw");
    System.setProperty("java.awt.headless", "true");
  }
}
