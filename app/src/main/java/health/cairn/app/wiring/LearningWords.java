package health.cairn.app.wiring;

import health.cairn.app.desk.LearningView;
import health.cairn.app.desk.LearningView.Row;
import health.cairn.app.desk.LearningView.SideBySide;
import health.cairn.app.desk.LearningView.Step;
import health.cairn.app.desk.TrialView.Demand;
import health.cairn.app.learn.Challenger;
import health.cairn.app.learn.ChangePlan;
import health.cairn.app.learn.Comparison;
import health.cairn.app.learn.Learning;
import health.cairn.app.learn.LockedTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How far learning is, in words, and what a person can do next.
final class LearningWords {
  private LearningWords() {}

  /// @param next what can be done; empty where nothing can
  private record Next(Optional<Step> next, String why) {
    static Next may(Step step, String why) {
      return new Next(Optional.of(step), why);
    }

    static Next nothing(String why) {
      return new Next(Optional.empty(), why);
    }
  }

  /// @param drifting what changed in what the models see, in a few words
  static LearningView of(
      Learning.Status status, Learning.Standing standing, Optional<String> drifting) {
    Next next = next(status, standing, drifting);
    return new LearningView(
        standing(status, standing),
        status.champion(),
        standing.challenger().map(LearningWords::named).orElse(""),
        comparisons(status, standing),
        standing
            .lastTest()
            .map(t -> t.demands().stream().map(d -> new Demand(d.words(), d.holds())).toList())
            .orElse(List.of()),
        next.next(),
        next.why());
  }

  private static List<String> standing(Learning.Status status, Learning.Standing standing) {
    List<String> words = new ArrayList<>();
    words.add(
        "%d %s agreed that corrections are learnt from."
            .formatted(status.agreements(), status.agreements() == 1 ? "patient" : "patients"));
    words.add(
        status.patients() == 0
            ? "No corrected case is there to fit on yet."
            : "Corrected cases of %d patients to fit on: %s."
                .formatted(status.patients(), byClass(status)));
    if (status.leftOut() > 0) {
      words.add(
          "%d corrected %s left out: other networks answered then, and the slices were not kept."
              .formatted(status.leftOut(), status.leftOut() == 1 ? "case is" : "cases are"));
    }
    if (standing.locked()) {
      ChangePlan plan = standing.plan();
      words.add(
          "%d patients are locked: their cases only test. They were looked at %d of %d times."
              .formatted(
                  status.lockedPatients(), status.lockedTests(), plan.stop().mostLockedTests()));
    }
    return words;
  }

  private static String byClass(Learning.Status status) {
    List<String> parts = new ArrayList<>();
    status.patientsByClass().forEach((kind, patients) -> parts.add(patients + " " + kind));
    return String.join(", ", parts);
  }

  private static String named(Challenger challenger) {
    return "%s, fitted %s by %s on %d patients"
        .formatted(
            challenger.id(),
            challenger.at().substring(0, 10),
            challenger.by(),
            challenger.patients());
  }

  private static Next next(
      Learning.Status status, Learning.Standing standing, Optional<String> drifting) {
    ChangePlan plan = standing.plan();
    if (!standing.locked()) {
      return Next.may(
          Step.LOCK,
          "First some patients are put aside by chance: what was fitted on cannot test. Done"
              + " once.");
    }
    if (standing.challenger().isEmpty()) {
      return Next.may(
          Step.CHALLENGE, "A challenger can be fitted on the cases that are not locked.");
    }
    Challenger challenger = standing.challenger().get();
    if (!standing.networksHere()) {
      return Next.may(
          Step.CHALLENGE,
          "The challenger was fitted on answers of other networks than are here now. Fit another"
              + " when there are cases.");
    }
    if (!challenger.outOfBounds().isEmpty()) {
      return Next.may(
          Step.CHALLENGE,
          challenger.outOfBounds().getFirst() + " Fit another when there are more cases.");
    }
    if (standing.promoted()) {
      return Next.may(
          Step.CHALLENGE, "The challenger answers now. Fit another when there are more cases.");
    }
    Optional<LockedTest> test = standing.lastTest();
    boolean passed = test.isPresent() && test.get().passed();
    if (test.isEmpty() || (passed && !standing.stands())) {
      return status.lockedTests() >= plan.stop().mostLockedTests()
          ? Next.nothing("The locked cases were looked at as often as the plan allows.")
          : Next.may(
              Step.TEST,
              (passed ? "The plan or the champion changed since it passed: test again. " : "")
                  + "Every look at the locked cases is counted, because looking often fits to"
                  + " them.");
    }
    if (!passed) {
      return Next.may(
          Step.CHALLENGE, "The challenger did not pass. Fit another when there are more cases.");
    }
    if (plan.stop().noPromotionDuringDrift() && drifting.isPresent()) {
      return Next.nothing("Nothing is promoted while inputs change (" + drifting.get() + ").");
    }
    return Next.may(Step.PROMOTE, "The challenger passed. You decide whether it answers.");
  }

  private static List<SideBySide> comparisons(Learning.Status status, Learning.Standing standing) {
    List<SideBySide> all = new ArrayList<>();
    standing.lastTest().ifPresent(t -> all.add(beside(t.comparison(), "locked", "")));
    status
        .prospective()
        .ifPresent(c -> all.add(beside(c, "later", "Cases that came after the fit.")));
    standing
        .challenger()
        .ifPresent(
            c ->
                all.add(
                    beside(
                        c.onFit(),
                        "fitted",
                        "The very cases it was fitted on: this says how far the fit went, not how"
                            + " good it is.")));
    return all;
  }

  private static SideBySide beside(Comparison c, String which, String caution) {
    return new SideBySide(
        "%d %s cases of %d patients".formatted(c.images(), which, c.patients()),
        caution,
        List.of(
            new Row(
                "Log-loss (lower is better)",
                figure(c.champion().logLoss()),
                figure(c.challenger().logLoss()),
                difference(
                    c.challenger().logLoss() - c.champion().logLoss(), c.logLossDifference())),
            new Row(
                "Right answers",
                percent(c.champion().accuracy()),
                percent(c.challenger().accuracy()),
                percentDifference(
                    c.challenger().accuracy() - c.champion().accuracy(), c.accuracyDifference())),
            new Row(
                "Calibration error",
                percent(c.champion().ece()),
                percent(c.challenger().ece()),
                "")));
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  private static String difference(double value, Comparison.Range range) {
    return String.format(Locale.ROOT, "%+.3f (%+.3f to %+.3f)", value, range.low(), range.high());
  }

  private static String percentDifference(double value, Comparison.Range range) {
    return String.format(
        Locale.ROOT,
        "%+.1f %% (%+.1f to %+.1f)",
        100 * value,
        100 * range.low(),
        100 * range.high());
  }
}
