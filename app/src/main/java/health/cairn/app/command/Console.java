package health.cairn.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import health.cairn.app.CairnException;
import health.cairn.app.desk.ImportSummary.Note;
import health.cairn.app.security.Passphrase;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.inference.RefusedModel;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a command prints: results on stdout, everything else on stderr, so that `--json` output is one
/// document and nothing else.
public final class Console {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModules(new Jdk8Module(), new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT);

  private final PrintStream out;
  private final PrintStream err;
  private final Map<String, String> environment;

  public Console(PrintStream out, PrintStream err, Map<String, String> environment) {
    this.out = out;
    this.err = err;
    this.environment = Map.copyOf(environment);
  }

  public Map<String, String> environment() {
    return environment;
  }

  PrintStream out() {
    return out;
  }

  PrintStream err() {
    return err;
  }

  void print(String line) {
    out.println(line);
  }

  /// Names of files come from outside: what would steer a terminal is shown as a question mark.
  void note(String line) {
    err.println(shown(line));
  }

  private static String shown(String line) {
    StringBuilder shown = new StringBuilder(line.length());
    line.codePoints().forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '?' : c));
    return shown.toString();
  }

  void printJson(Object value) {
    out.println(json(value));
  }

  static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that is no JSON", e);
    }
  }

  /// One JSON document on one line.
  static String jsonLine(Object value) {
    try {
      return JSON.writer().without(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a result that is no JSON", e);
    }
  }

  void notes(List<Note> notes) {
    for (Note one : notes) {
      note("Note on " + one.path() + ": " + one.text());
    }
  }

  void refusals(List<Refusal> refused) {
    // At once: an archive may bring many thousands.
    StringBuilder lines = new StringBuilder();
    for (Refusal refusal : refused) {
      lines
          .append(shown("Refused " + refusal.path() + ": " + refusal.reason()))
          .append(System.lineSeparator());
    }
    err.print(lines);
    err.flush();
  }

  void refusedModels(List<RefusedModel> refused) {
    for (RefusedModel model : refused) {
      note("Model not offered: " + model.path() + ": " + model.reason());
    }
  }

  /// Steps on stderr, one line each time the step changes.
  Progress progress() {
    return new Progress() {
      private String last = "";

      @Override
      public synchronized void report(String step, long done, long total) {
        if (!step.equals(last)) {
          last = step;
          err.println(step + "...");
        }
      }
    };
  }

  /// `$CAIRN_PASSPHRASE`, else what is typed at the terminal.
  Passphrase passphrase(String prompt) throws CairnException {
    return passphrase(prompt, "CAIRN_PASSPHRASE");
  }

  /// `$CAIRN_NEW_PASSPHRASE`, else what is typed at the terminal.
  Passphrase newPassphrase(String prompt) throws CairnException {
    return passphrase(prompt, "CAIRN_NEW_PASSPHRASE");
  }

  @SuppressWarnings("SystemConsoleNull") // a JDK may be told to have no console
  private Passphrase passphrase(String prompt, String variable) throws CairnException {
    String given = environment.get(variable);
    if (given != null) {
      return Passphrase.of(given.toCharArray());
    }
    java.io.@Nullable Console terminal = System.console();
    if (terminal == null || !terminal.isTerminal()) {
      throw new CairnException(
          CairnException.Kind.NOT_ALLOWED,
          "No passphrase: set " + variable + ", or run this at a terminal.");
    }
    char[] typed = terminal.readPassword("%s", prompt + ": ");
    if (typed == null) {
      throw new CairnException(CairnException.Kind.NOT_ALLOWED, "No passphrase was given.");
    }
    try {
      return Passphrase.of(typed);
    } finally {
      Arrays.fill(typed, '\0');
    }
  }
}
