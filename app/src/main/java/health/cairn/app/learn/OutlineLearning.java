package health.cairn.app.learn;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.models.ModelRegister;
import health.cairn.app.models.ServingDecision;
import health.cairn.app.models.ServingDecision.Chosen;
import health.cairn.app.models.SignedRecords;
import health.cairn.app.models.SignedRecords.Kept;
import health.cairn.app.store.Database;
import health.cairn.app.store.OutlineExamples;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.evaluate.ExampleScores;
import health.cairn.imaging.evaluate.ExampleSet.Example;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.ledger.merkle.Hash;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A network that outlines and was trained anew on what the site exported, against the one that outlines here: on
/// what readers outlined of locked patients, which is never exported.
public final class OutlineLearning {
  private final Database database;
  private final SignedRecords records;
  private final ModelRegister register;
  private final Outliners outliners;
  private final PlanInForce plans;
  private final Clock clock;
  private final String user;

  public OutlineLearning(
      Database database,
      SignedRecords records,
      ModelRegister register,
      Outliners outliners,
      Clock clock,
      String user) {
    this.database = database;
    this.records = records;
    this.register = register;
    this.outliners = outliners;
    this.plans = new PlanInForce(records, clock, user);
    this.clock = clock;
    this.user = user;
  }

  /// Who outlines on T1 after contrast agent, and how well.
  public interface Outliners {
    /// Whoever does it here now.
    StoredModel serving() throws ImagingException;

    /// @param named NAME or NAME@VERSION
    /// @throws CairnException REFUSED for one that is not here, or could not do it
    StoredModel named(String named) throws CairnException, ImagingException;

    /// Mean Dice of each patient's examples, as [ExampleScores#dice].
    Map<String, Double> dice(StoredModel model, List<Example> examples, Progress progress)
        throws ImagingException;
  }

  /// Compares a network with the one that outlines here. Every look is counted and on record.
  ///
  /// @throws CairnException REFUSED where the plan lets no such network answer, with fewer locked patients than it
  ///   wants, or after as many looks as it allows
  public OutlineTest test(String named, Progress progress) throws CairnException {
    ChangePlan.Text plan = plans.text();
    ChangePlan.Retraining wanted = plans.retraining();
    List<Example> examples = database.read(connection -> new OutlineExamples(connection).locked());
    int patients = (int) examples.stream().map(Example::patient).distinct().count();
    if (patients < wanted.leastLockedPatients()) {
      throw refused(
          "Readers outlined tumours of %d locked patients; the plan wants %d."
              .formatted(patients, wanted.leastLockedPatients()));
    }
    int before = records.all(LearningRecords.OUTLINE_TESTS).size();
    if (before >= plan.plan().stop().mostLockedTests()) {
      throw refused(
          "The outlines of locked patients were looked at %d times, as often as the plan allows."
              .formatted(before));
    }
    try {
      StoredModel challenger = outliners.named(named);
      StoredModel champion = outliners.serving();
      if (Chosen.of(challenger).equals(Chosen.of(champion))) {
        throw refused(Chosen.of(champion).title() + " outlines here already.");
      }
      return record(
          plan,
          wanted,
          examples,
          challenger,
          outliners.dice(challenger, examples, progress),
          champion,
          outliners.dice(champion, examples, progress));
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private OutlineTest record(
      ChangePlan.Text plan,
      ChangePlan.Retraining wanted,
      List<Example> examples,
      StoredModel challenger,
      Map<String, Double> ofChallenger,
      StoredModel champion,
      Map<String, Double> ofChampion)
      throws CairnException {
    List<String> patients = List.copyOf(ofChampion.keySet());
    double[] gain =
        ofChampion.entrySet().stream()
            .mapToDouble(e -> ofChallenger.getOrDefault(e.getKey(), 0.0) - e.getValue())
            .toArray();
    Comparison.Range difference = Comparison.interval(gain, patients);
    double before = mean(ofChampion);
    double after = mean(ofChallenger);
    LockedTest.Demand demand =
        new LockedTest.Demand(
            String.format(
                Locale.ROOT,
                "mean Dice %.4f against %.4f, difference %+.4f to %+.4f: above %+.4f is wanted",
                after,
                before,
                difference.low(),
                difference.high(),
                wanted.diceDifferenceAbove()),
            difference.low() > wanted.diceDifferenceAbove());
    return records
        .add(
            LearningRecords.OUTLINE_TESTS,
            "%s tested on outlines of locked patients: %s"
                .formatted(Chosen.of(challenger).title(), demand.holds() ? "passed" : "failed"),
            (id, connection) ->
                new OutlineTest(
                    id,
                    Chosen.of(challenger),
                    Chosen.of(champion),
                    digest(examples),
                    examples.size(),
                    patients.size(),
                    before,
                    after,
                    difference,
                    List.of(demand),
                    demand.holds(),
                    plan.sha256(),
                    user,
                    clock.instant().toString()))
        .document();
  }

  private static double mean(Map<String, Double> dice) {
    return dice.values().stream().mapToDouble(d -> d).average().orElse(Double.NaN);
  }

  private static String digest(List<Example> examples) {
    List<String> each = new ArrayList<>();
    for (Example one : examples) {
      each.add(Hash.sha256(one.slice().image(), one.slice().mask()).hex());
    }
    return Hash.sha256(String.join("\n", each)).hex();
  }

  /// Lets a network outline that passed. A decision of a person, undone by `cairn model rollback segment-t1c`.
  ///
  /// @param drifting what the drift monitor says now, where it says something
  /// @throws CairnException REFUSED unless its last test passed under the plan and against what outlines now
  public ServingDecision promote(String named, String why, Optional<String> drifting)
      throws CairnException {
    try {
      StoredModel model = outliners.named(named);
      Chosen chosen = Chosen.of(model);
      OutlineTest test =
          records.all(LearningRecords.OUTLINE_TESTS).stream()
              .map(Kept::document)
              .filter(t -> t.challenger().equals(chosen))
              .reduce((older, newer) -> newer)
              .orElseThrow(
                  () ->
                      refused(
                          chosen.title()
                              + " was not tested: `cairn model learn test --model "
                              + named
                              + "`."));
      if (!test.passed()) {
        throw refused(chosen.title() + " did not pass " + test.id() + ".");
      }
      if (!test.plan().equals(plans.text().sha256())
          || !test.champion().equals(Chosen.of(outliners.serving()))) {
        throw refused("The plan or the champion changed since " + test.id() + "; test again.");
      }
      plans.requireStill(drifting);
      return register.promote(model, why, test.id());
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private static CairnException refused(String why) {
    return new CairnException(CairnException.Kind.REFUSED, why);
  }
}
