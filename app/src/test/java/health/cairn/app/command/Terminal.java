package health.cairn.app.command;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Runs command lines on one home, as a script does, without a display.
final class Terminal {
  static final Map<String, String> PASSPHRASE = Map.of("CAIRN_PASSPHRASE", "test");

  private final Path home;

  Terminal(Path home) {
    this.home = home;
  }

  record Ran(int exit, String out, String err) {}

  Ran run(Object... arguments) {
    return runIn(PASSPHRASE, arguments);
  }

  /// @param arguments none, not even a home, ask for the window
  Ran runIn(Map<String, String> environment, Object... arguments) {
    List<String> all = new ArrayList<>();
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    if (!all.isEmpty()) {
      all.addAll(List.of("--home", home.toString()));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        CairnCommand.run(
            all.toArray(String[]::new),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            environment,
            new NoScreens());
    return new Ran(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
