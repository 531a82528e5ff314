package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.HomeDoor;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// The root command: global options, and the window where no command is named.
@Command(
    name = "cairn",
    description = "A neuroradiology workstation. Without a command it opens the window.",
    mixinStandardHelpOptions = true,
    scope = CommandLine.ScopeType.INHERIT,
    footer = {
      "",
      "The passphrase of the home is read from CAIRN_PASSPHRASE, else asked for.",
      "Exit codes: 0 done, 1 a bug of ours, 2 usage, 3 input refused, 4 not allowed, 5 integrity"
          + " failure, 6 an outside system cannot be reached, 7 partly done."
    },
    version = "Cairn ${cairn.version:-0.1.0}",
    sortOptions = false)
public final class CairnCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(CairnCommand.class);
  private static final int BUG = 1;

  @Option(
      names = "--home",
      paramLabel = "DIR",
      scope = CommandLine.ScopeType.INHERIT,
      description = "The home to work on (else CAIRN_HOME, else the system's data directory).")
  @Nullable Path home;

  @Option(
      names = "--json",
      scope = CommandLine.ScopeType.INHERIT,
      description = "One JSON document on stdout, and nothing else there.")
  boolean json;

  @Option(
      names = "--user",
      paramLabel = "NAME",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Account to work as (else the name of the system's user).")
  @Nullable String user;

  private final Console console;
  private final Screens screens;

  private CairnCommand(Console console, Screens screens) {
    this.console = console;
    this.screens = screens;
  }

  /// Runs one command line.
  ///
  /// @return the exit code of CLI.md: 0 done, 1 a bug, 2 usage, 3 refused, 4 not allowed, 5 integrity, 6
  ///     unreachable, 7 partly done
  public static int run(
      String[] arguments,
      PrintStream out,
      PrintStream err,
      Map<String, String> environment,
      Screens screens) {
    Console console = new Console(out, err, environment);
    CairnCommand root = new CairnCommand(console, screens);
    CommandLine line = new CommandLine(root);
    for (Object command :
        new Object[] {
          new DemoCommand(root),
          new InitCommand(root),
          new ImportCommand(root),
          new AnalyzeCommand(root),
          new PatientsCommand(root),
          new TimelineCommand(root),
          ConsentCommand.line(root),
          new KioskCommand(root),
          AccountCommand.line(root),
          new AuditCommand(root),
          new EraseCommand(root),
          new ProofCommand(root),
          new VerifyCommand(root),
          LedgerCommand.line(root),
          ModelCommand.line(root),
          new EvaluateCommand(root),
          new BenchCommand(root)
        }) {
      line.addSubcommand(command);
    }
    line.setOut(new java.io.PrintWriter(out, true, java.nio.charset.StandardCharsets.UTF_8));
    line.setErr(new java.io.PrintWriter(err, true, java.nio.charset.StandardCharsets.UTF_8));
    UsageWords.apply(line, console);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> {
          if (failure instanceof CairnException known) {
            console.note(known.getMessage());
            return known.kind().exitCode();
          }
          LOG.error("unexpected failure", failure);
          console.note(
              "Something in Cairn itself went wrong ("
                  + failure.getClass().getSimpleName()
                  + "); the log has the details.");
          return BUG;
        });
    return line.execute(arguments);
  }

  @Override
  public Integer call() {
    if (!screens.displayAvailable()) {
      console.note(
          "There is no display here. `cairn --help` lists what works without one; `cairn demo "
              + "--headless --out DIR` shows every screen as a picture.");
      return CommandLine.ExitCode.USAGE;
    }
    screens.open(new HomeDoor(home(), user()));
    return CommandLine.ExitCode.OK;
  }

  Console console() {
    return console;
  }

  Screens screens() {
    return screens;
  }

  Home home() {
    return home == null ? Home.standard(console.environment()) : new Home(home);
  }

  String user() {
    return user == null ? System.getProperty("user.name") : user;
  }

  boolean json() {
    return json;
  }
}
