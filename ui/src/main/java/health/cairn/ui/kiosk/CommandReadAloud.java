package health.cairn.ui.kiosk;

import health.cairn.app.desk.consent.KioskLanguage;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The speech program of the system: `espeak-ng`, else `spd-say`. The text goes through its standard input, never
/// as an argument, which others on the machine could read.
public final class CommandReadAloud implements ReadAloud {
  private static final Logger LOG = LoggerFactory.getLogger(CommandReadAloud.class);
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final Path program;

  /// Words of the program's list of voices, among them the tags of their languages.
  private final CompletableFuture<Set<String>> voices;

  private Optional<Process> speaking = Optional.empty();

  /// Asks the program for its voices beside what goes on: that can take a second.
  CommandReadAloud(Path program) {
    this.program = program;
    this.voices =
        CompletableFuture.supplyAsync(
            this::voices, asking -> Thread.ofVirtual().name("voices").start(asking));
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

  /// Not before the list of voices is there: the first screen that could be read comes after a choice of language.
  @Override
  public boolean speaks(KioskLanguage language) {
    String tag = language.tag();
    return voices.getNow(Set.of()).stream()
        .anyMatch(word -> word.equals(tag) || word.startsWith(tag + "-"));
  }

  /// One line for each voice, after a name or a number its language ("de", "fr-FR").
  private Set<String> voices() {
    try {
      Process process =
          new ProcessBuilder(program.toString(), isEspeak() ? "--voices" : "-L")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String list = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return list.lines()
          .flatMap(line -> SPACE.splitAsStream(line.strip()).skip(1))
          .map(word -> word.toLowerCase(Locale.ROOT).replace('_', '-'))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      LOG.warn("the speech program does not say which voices it has", e);
      return Set.of();
    }
  }

  @Override
  public synchronized void say(String text, KioskLanguage language) {
    stop();
    try {
      Process process = start(command(language));
      speaking = Optional.of(process);
      try (OutputStream in = process.getOutputStream()) {
        in.write(text.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      LOG.warn("the speech program does not speak", e);
    }
  }

  private List<String> command(KioskLanguage language) {
    return isEspeak()
        ? List.of(program.toString(), "-v", language.tag(), "-s", "140", "--stdin")
        : List.of(program.toString(), "-C", "-l", language.tag(), "-e", "-w");
  }

  private boolean isEspeak() {
    return program.endsWith("espeak-ng");
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /// Behind `spd-say` a daemon goes on with what it was given until it is told. It is told only where it reads for
  /// us: it may be a screen reader's voice too.
  @Override
  public synchronized void quiet() {
    if (stop() && !isEspeak()) {
      try {
        start(List.of(program.toString(), "-C")).getOutputStream().close();
      } catch (IOException e) {
        LOG.warn("the speech program cannot be silenced", e);
      }
    }
  }

  /// @return whether something was being read
  private boolean stop() {
    boolean reading = speaking.filter(Process::isAlive).isPresent();
    speaking.ifPresent(Process::destroy);
    speaking = Optional.empty();
    return reading;
  }
}
