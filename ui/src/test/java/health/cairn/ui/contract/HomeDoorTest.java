package health.cairn.ui.contract;

import health.cairn.app.desk.HomeGate;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.HomeDoor;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/// A home on disk.
class HomeDoorTest extends HomeGateContract {
  @TempDir Path directory;

  @Override
  HomeGate door() {
    return new HomeDoor(new Home(directory.resolve("home")), "Dr Lee");
  }
}
