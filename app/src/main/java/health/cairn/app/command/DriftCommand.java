package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.insight.DriftMonitor;
import health.cairn.app.insight.DriftReport;
import health.cairn.app.insight.DriftReport.Change;
import health.cairn.app.wiring.Desk;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "drift",
    description =
        "Compare the latest analyses with the first that the present models made here. Exit 3 when"
            + " something changed.")
final class DriftCommand extends HomeCommand {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--reference",
      paramLabel = "N",
      description = "Analyses to compare with: the first N (60).")
  int reference = DriftMonitor.STANDARD.reference();

  @Option(
      names = "--window",
      paramLabel = "N",
      description = "Analyses to compare: the last full block of N (30).")
  int window = DriftMonitor.STANDARD.window();

  DriftCommand(CairnCommand root) {
    super(root);
  }

  @Override
  int on(Desk desk) throws CairnException {
    DriftReport report = desk.drift(monitor());
    if (json()) {
      Map<String, Object> document = new LinkedHashMap<>();
      document.put("alert", !report.alerts().isEmpty());
      document.put("advice", report.advice());
      document.put("report", report);
      console().printJson(document);
    } else {
      for (Change c : report.changes()) {
        console()
            .print(
                String.format(
                    Locale.ROOT,
                    "%s %-28s %s %.3f, p %.4f, of all %.4f, PSI %.2f",
                    c.alert() ? "CHANGED" : "       ",
                    c.name(),
                    c.test(),
                    c.statistic(),
                    c.p(),
                    c.adjusted(),
                    c.stability()));
        if (c.alert()) {
          console().print("          before: " + c.before());
          console().print("          now:    " + c.now());
        }
      }
      console().print(report.advice());
    }
    return report.alerts().isEmpty() ? 0 : CairnException.Kind.REFUSED.exitCode();
  }

  private DriftMonitor monitor() {
    try {
      return new DriftMonitor(reference, window);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "A reference of fewer than 20 or a window of fewer than 10 analyses says nothing");
    }
  }
}
