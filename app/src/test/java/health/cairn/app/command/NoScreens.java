package health.cairn.app.command;

import health.cairn.app.desk.HomeGate;
import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.Workstation;
import health.cairn.app.desk.consent.ConsentDesk;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A machine without a display, for tests of the command line; the window has tests of its own.
final class NoScreens implements Screens {
  @Override
  public boolean displayAvailable() {
    return false;
  }

  @Override
  public void open(HomeGate gate) {
    throw new IllegalStateException("no display");
  }

  @Override
  public void show(Workstation workstation, WorklistRow row) {
    throw new IllegalStateException("no display");
  }

  @Override
  public void kiosk(ConsentDesk desk, Optional<Path> copies) {
    throw new IllegalStateException("no display");
  }

  @Override
  public List<Path> capture(Workstation workstation, Path directory) {
    return List.of();
  }

  @Override
  public double coldStartMs() {
    throw new IllegalStateException("no display");
  }

  @Override
  public List<String> programCommand() {
    return List.of();
  }
}
