package health.cairn.app.command;

import health.cairn.app.desk.HomeGate;
import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.Workstation;
import health.cairn.app.desk.consent.ConsentDesk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What the command line needs of the window, which lives in a module above this one.
public interface Screens {

  /// Whether a window can be shown here.
  boolean displayAvailable();

  /// Opens the window on a home that is still locked; returns when the window is closed.
  void open(HomeGate gate);

  /// Opens the window on a workstation that is unlocked already, with a line of its work list opened;
  /// returns when the window is closed.
  void show(Workstation workstation, WorklistRow row);

  /// Opens the kiosk, full screen, on what it may reach of an unlocked home; returns when staff leave it.
  ///
  /// @param copies folder for the copies that patients ask for
  void kiosk(ConsentDesk desk, Optional<Path> copies);

  /// Renders every main screen of the real window to PNG files.
  ///
  /// @return the files written
  List<Path> capture(Workstation workstation, Path directory) throws IOException;

  /// Milliseconds from the start of this process to the first painted frame of the window, which is
  /// shown and closed again; the home it shows is empty.
  double coldStartMs();

  /// What starts this very program, with the options of this one, in a process of its own; arguments
  /// follow.
  List<String> programCommand();
}
