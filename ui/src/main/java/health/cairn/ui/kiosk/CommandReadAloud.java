package health.cairn.ui.kiosk;

import health.cairn.app.desk.consent.KioskLanguage;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The speech program of the system: `espeak-ng`, else `spd-say`. The text goes through its standard input, never
/// as an argument, which others on the machine could read.
public final class CommandReadAloud implements ReadAloud {
  private static final Logger LOG = LoggerFactory.getLogger(CommandReadAloud.class);

  private final Path program;
  private Optional<Process> speaking = Optional.empty();

  CommandReadAloud(Path program) {
    this.program = program;
  }

  /// The voice of this machine, or silence.
  ///
  /// @param path folders to look in, as `$PATH` lists them
  public static ReadAloud of(String path) {
    for (String name : List.of("espeak-ng", "spd-say")) {
      for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
        if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
          return new CommandReadAloud(Path.of(folder, name));
        }
      }
    }
    return SILENT;
  }

  @Override
  public boolean speaks(KioskLanguage language) {
    return true;
  }

  @Override
  public synchronized void say(String text, KioskLanguage language) {
    quiet();
    try {
      Process process =
          new ProcessBuilder(command(language))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      speaking = Optional.of(process);
      try (OutputStream in = process.getOutputStream()) {
        in.write(text.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      LOG.warn("the speech program does not speak", e);
    }
  }

  private List<String> command(KioskLanguage language) {
    return program.endsWith("espeak-ng")
        ? List.of(program.toString(), "-v", language.tag(), "-s", "140", "--stdin")
        : List.of(program.toString(), "-l", language.tag(), "-e", "-w");
  }

  @Override
  public synchronized void quiet() {
    speaking.ifPresent(Process::destroy);
    speaking = Optional.empty();
  }
}
