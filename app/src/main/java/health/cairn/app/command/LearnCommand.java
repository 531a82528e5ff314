package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.insight.DriftMonitor;
import health.cairn.app.learn.Challenger;
import health.cairn.app.learn.ChangePlan;
import health.cairn.app.learn.Comparison;
import health.cairn.app.learn.Learning;
import health.cairn.app.learn.LockedSet;
import health.cairn.app.learn.LockedTest;
import health.cairn.app.learn.OutlineTest;
import health.cairn.app.wiring.Desk;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "learn",
    description =
        "Learn on from what readers corrected: calibration, fusion, and networks that were trained"
            + " anew, within a plan, tested on locked cases, promoted by a person.")
final class LearnCommand {
  private LearnCommand() {}

  static CommandLine line(CairnCommand root) {
    return new CommandLine(new LearnCommand())
        .addSubcommand(new Consent(root))
        .addSubcommand(new Correct(root))
        .addSubcommand(new LearnOutline(root))
        .addSubcommand(new Status(root))
        .addSubcommand(new Plan(root))
        .addSubcommand(new Lock(root))
        .addSubcommand(new Challenge(root))
        .addSubcommand(new Test(root))
        .addSubcommand(new Promote(root))
        .addSubcommand(new LearnExport(root));
  }

  @Command(
      name = "consent",
      description = "A patient agrees that corrected findings improve the models here.")
  static final class Consent extends HomeCommand {
    @Parameters(paramLabel = "PATIENT", description = "Key or record number.")
    String patient = "";

    @Option(
        names = "--withdraw",
        description = "The patient takes it back: what was kept is destroyed.")
    boolean withdraw;

    Consent(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      String key = patientKey(desk, patient);
      Map<String, Object> report = new LinkedHashMap<>();
      if (withdraw) {
        Optional<Integer> destroyed = desk.consents().endLearning(key);
        report.put("agreed", false);
        report.put("destroyed", destroyed.orElse(0));
      } else {
        report.put("agreed", true);
        report.put("new", desk.consents().agreeToLearning(key));
      }
      print(report);
      return 0;
    }
  }

  @Command(name = "correct", description = "Say what a finding about the kind of tumour really is.")
  static final class Correct extends HomeCommand {
    @Parameters(paramLabel = "FINDING", description = "Observation/..., as the findings name it.")
    String finding = "";

    @Option(
        names = "--kind",
        required = true,
        paramLabel = "KIND",
        description = "glioma, meningioma, pituitary or none.")
    String kind = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "Why, for the record.")
    String note = "";

    Correct(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("finding", finding);
      report.put("kind", kind);
      report.put("example", desk.correctType(finding, kind, note).example());
      print(report);
      return 0;
    }
  }

  @Command(name = "status", description = "How many cases there are, and how far things are.")
  static final class Status extends HomeCommand {
    Status(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      Learning.Status status = desk.learning().status();
      if (json()) {
        console().printJson(status);
        return 0;
      }
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("agreements", status.agreements());
      report.put("patients", status.patients() + " to fit on " + status.patientsByClass());
      report.put("leftOut", status.leftOut() + " cases of which no slices were kept");
      report.put("locked", status.lockedPatients() + " patients");
      report.put("champion", status.champion());
      report.put("challengers", status.challengers());
      report.put("lockedTests", status.lockedTests());
      status
          .prospective()
          .ifPresent(c -> report.put("beside champion", words(c) + " on cases since the fit"));
      print(report);
      return 0;
    }
  }

  @Command(name = "plan", description = "Show the change plan in force, or adopt the site's own.")
  static final class Plan extends HomeCommand {
    @Option(names = "--adopt", paramLabel = "FILE", description = "Put this plan in force.")
    @Nullable Path adopt;

    Plan(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      if (adopt != null) {
        desk.learning().adopt(ChangePlan.read(adopt));
      }
      console().print(desk.learning().plan().text().strip());
      return 0;
    }
  }

  @Command(name = "lock", description = "Draw the patients whose cases only test. Done once.")
  static final class Lock extends HomeCommand {
    Lock(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      LockedSet locked = desk.learning().lock();
      Map<String, Object> report = new LinkedHashMap<>();
      report.put("id", locked.id());
      report.put("patients", locked.pseudonyms().size());
      report.put("cases", locked.digests().size());
      report.put("digest", locked.digest());
      print(report);
      return 0;
    }
  }

  @Command(name = "challenge", description = "Fit a challenger on the cases that are not locked.")
  static final class Challenge extends HomeCommand {
    @Option(
        names = "--with",
        paramLabel = "MODEL",
        description =
            "A network that was trained anew and added here, NAME@VERSION: it answers in the place"
                + " of the one of its name, or beside the others.")
    @Nullable String with;

    Challenge(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      Challenger fitted =
          desk.learning().challenge(Optional.ofNullable(with), console().progress());
      if (json()) {
        console().printJson(fitted);
      } else {
        console()
            .print(
                "%s was fitted on %d cases of %d patients: %s (on the very cases it was fitted on)."
                    .formatted(
                        fitted.id(), fitted.images(), fitted.patients(), words(fitted.onFit())));
        fitted.outOfBounds().forEach(console()::print);
      }
      return fitted.outOfBounds().isEmpty() ? 0 : CairnException.Kind.REFUSED.exitCode();
    }
  }

  @Command(
      name = "test",
      description = "Compare the newest challenger with the champion on the locked cases. Counted.")
  static final class Test extends HomeCommand {
    @Option(
        names = "--model",
        paramLabel = "MODEL",
        description =
            "Instead, compare this network that outlines, NAME@VERSION, with the one that outlines"
                + " here, on what readers outlined of locked patients.")
    @Nullable String model;

    Test(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      return model == null ? ofFusion(desk) : ofOutlines(desk, model);
    }

    private int ofOutlines(Desk desk, String named) throws CairnException {
      OutlineTest test = desk.outlineLearning().test(named, console().progress());
      if (json()) {
        console().printJson(test);
      } else {
        printed(
            test.demands(),
            test.challenger().title(),
            test.passed(),
            "%d pictures of %d locked patients".formatted(test.pictures(), test.patients()),
            test.id());
      }
      return test.passed() ? 0 : CairnException.Kind.REFUSED.exitCode();
    }

    private int ofFusion(Desk desk) throws CairnException {
      LockedTest test = desk.learning().test(console().progress());
      if (json()) {
        console().printJson(test);
      } else {
        printed(
            test.demands(),
            test.challenger(),
            test.passed(),
            "%d locked cases of %d patients"
                .formatted(test.comparison().images(), test.comparison().patients()),
            test.id());
      }
      return test.passed() ? 0 : CairnException.Kind.REFUSED.exitCode();
    }

    private void printed(
        List<LockedTest.Demand> demands, String what, boolean passed, String on, String id) {
      demands.forEach(d -> console().print((d.holds() ? "  holds  " : "  FAILS  ") + d.words()));
      console()
          .print(
              "%s %s on %s (%s, signed and in the journal)."
                  .formatted(what, passed ? "passed" : "did not pass", on, id));
    }
  }

  @Command(name = "promote", description = "Let the tested challenger serve from now on.")
  static final class Promote extends HomeCommand {
    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
    String reason = "";

    @Option(
        names = "--model",
        paramLabel = "MODEL",
        description = "Instead, let this network outline, NAME@VERSION, that passed its test.")
    @Nullable String model;

    Promote(CairnCommand root) {
      super(root);
    }

    @Override
    int on(Desk desk) throws CairnException {
      Optional<String> drifting = desk.drift(DriftMonitor.STANDARD).brief();
      ServingWords.print(
          this,
          model == null
              ? desk.learning().promote(reason, drifting)
              : desk.outlineLearning().promote(model, reason, drifting));
      return 0;
    }
  }

  private static String words(Comparison c) {
    return String.format(
        Locale.ROOT,
        "log-loss %.4f against the champion's %.4f, accuracy %.4f against %.4f",
        c.challenger().logLoss(),
        c.champion().logLoss(),
        c.challenger().accuracy(),
        c.champion().accuracy());
  }
}
