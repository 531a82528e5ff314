package health.cairn.ui.fake;

import health.cairn.ui.ScreenTour;
import health.cairn.ui.design.Theme;
import java.io.IOException;
import java.nio.file.Path;
import javafx.application.Platform;

/// Pictures of every screen on made-up data: `Tour DIR WIDTH HEIGHT [THEME]`.
public final class Tour {
  private Tour() {}

  public static void main(String[] args) throws IOException {
    Theme theme = args.length > 3 ? Theme.valueOf(args[3]) : Theme.DARK;
    ScreenTour.capture(
        new FakeWorkstation(),
        Path.of(args[0]),
        Integer.parseInt(args[1]),
        Integer.parseInt(args[2]),
        theme);
    Platform.exit();
  }
}
