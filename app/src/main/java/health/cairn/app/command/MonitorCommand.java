package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.desk.MonitorReport;
import health.cairn.app.monitor.MonitoredChain;
import health.cairn.app.wiring.Desk;
import health.cairn.imaging.Progress;
import health.cairn.ledger.monitor.Alarm;
import health.cairn.ledger.monitor.Alarm.Severity;
import health.cairn.ledger.monitor.Watch;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "monitor",
    description =
        "Check the journal, every record, who looked, the chain, and what other institutions hold. Exit 5"
            + " when something does not agree, 6 when only the chain does not move or answer.")
final class MonitorCommand extends HomeCommand {
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final Duration FULL = Duration.ofDays(1);

  @Mixin LedgerCommand.ChainOptions chain = new LedgerCommand.ChainOptions();

  @Option(
      names = "--reconcile",
      paramLabel = "FILE",
      description =
          "Checkpoint, request to a witness or proof file that another institution holds; beside those in"
              + " the home's folder `elsewhere`.")
  List<Path> reconcile = new ArrayList<>();

  @Option(
      names = "--watch",
      description =
          "Go on, with a quick look each minute and everything once a day, and print what is new.")
  boolean watch;

  MonitorCommand(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException, InterruptedException {
    MonitoredChain.Source source =
        chain.given() ? desk.chain(chain.or(desk, home())) : desk.chain();
    long began = System.nanoTime();
    MonitorReport report = desk.monitorHome().full(source, reconcile, steps());
    print(report, Duration.ofNanos(System.nanoTime() - began));
    while (watch) {
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
      boolean due = System.nanoTime() - began >= FULL.toNanos();
      if (due) {
        began = System.nanoTime();
      }
      MonitorReport next =
          due
              ? desk.monitorHome().full(source, reconcile, Progress.NONE)
              : desk.monitorHome().quick(source, reconcile, Progress.NONE);
      printNew(report, next);
      report = next;
    }
    return exit(report);
  }

  static int exit(MonitorReport report) {
    if (report.count(Severity.INTEGRITY) > 0) {
      return CairnException.Kind.INTEGRITY.exitCode();
    }
    return report.count(Severity.OUTSIDE) > 0 ? CairnException.Kind.UNREACHABLE.exitCode() : 0;
  }

  private void print(MonitorReport report, Duration took) {
    if (json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("at", report.at());
      document.put("calm", report.calm());
      document.put("seconds", took.toMillis() / 1000.0);
      document.put("alarms", report.alarms().stream().map(MonitorCommand::fields).toList());
      document.put("checks", report.states().stream().map(MonitorCommand::fields).toList());
      console().printJson(document);
      return;
    }
    report.alarms().forEach(this::printLine);
    for (Watch.State state : report.states()) {
      console()
          .note(
              "%-31s %s%s"
                  .formatted(
                      state.watch().title(),
                      state.done() == null ? "never" : state.done(),
                      state.note().isEmpty() ? "" : ", " + state.note()));
    }
    if (report.calm()) {
      console().print("Nothing is amiss: everything was checked at " + report.at() + ".");
    }
  }

  private void printNew(MonitorReport before, MonitorReport now) {
    for (Alarm alarm : now.alarms()) {
      if (before.alarms().stream().noneMatch(alarm::sameMatter)) {
        if (json()) {
          console().printJson(fields(alarm));
        } else {
          printLine(alarm);
        }
      }
    }
  }

  private void printLine(Alarm alarm) {
    console()
        .print(
            "%-9s %-20s %s %s: %s %s"
                .formatted(
                    alarm.severity(),
                    alarm.kind(),
                    alarm.since(),
                    alarm.subject(),
                    alarm.sentence(),
                    alarm.kind().advice()));
  }

  private static Map<String, Object> fields(Alarm alarm) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("severity", alarm.severity().name().toLowerCase(Locale.ROOT));
    fields.put("kind", alarm.kind().name());
    fields.put("subject", alarm.subject());
    fields.put("since", alarm.since());
    fields.put("sentence", alarm.sentence());
    fields.put("advice", alarm.kind().advice());
    return fields;
  }

  private static Map<String, Object> fields(Watch.State state) {
    Map<String, Object> fields = new LinkedHashMap<>();
    Instant done = state.done();
    fields.put("check", state.watch().name());
    fields.put("lastDone", done == null ? "" : done.toString());
    fields.put("note", state.note());
    return fields;
  }

  /// A line for each step, and for each tenth of it.
  private Progress steps() {
    return new Progress() {
      private String last = "";

      @Override
      public synchronized void report(String step, long done, long total) {
        String line = total > 0 ? "%s: %d %%".formatted(step, 100 * done / total / 10 * 10) : step;
        if (!line.equals(last)) {
          last = line;
          console().note(line);
        }
      }
    };
  }
}
