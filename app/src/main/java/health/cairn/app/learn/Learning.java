package health.cairn.app.learn;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.analysis.Networks;
import health.cairn.app.models.ModelRegister;
import health.cairn.app.models.ServingDecision;
import health.cairn.app.models.ServingDecision.Chosen;
import health.cairn.app.models.SignedRecords;
import health.cairn.app.models.SignedRecords.Kept;
import health.cairn.app.models.SiteFusion;
import health.cairn.app.store.Database;
import health.cairn.app.store.LearningStore;
import health.cairn.app.store.LearningStore.Example;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.fuse.Fusion;
import health.cairn.imaging.fuse.FusionFit;
import health.cairn.imaging.fuse.FusionTemplate;
import health.cairn.ledger.merkle.Hash;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Champion and challenger at one site: cases are locked once, a challenger is fitted on the others, both are
/// compared on the locked ones, and a person promotes it if the plan allows. Each step is a signed document in
/// the journal.
public final class Learning {
  private static final long SEED = 20261122;

  private final Database database;
  private final SignedRecords records;
  private final ModelRegister register;
  private final SiteFusion siteFusion;
  private final Champion champion;
  private final Answering answering;
  private final AskedCases asking;
  private final PlanInForce plans;
  private final TestSet testSet;
  private final Clock clock;
  private final String user;

  public Learning(
      Database database,
      SignedRecords records,
      ModelRegister register,
      SiteFusion siteFusion,
      Answering answering,
      Clock clock,
      String user) {
    this.database = database;
    this.records = records;
    this.register = register;
    this.siteFusion = siteFusion;
    this.champion = new Champion(register, siteFusion);
    this.answering = answering;
    this.asking = new AskedCases(database, answering);
    this.plans = new PlanInForce(records, clock, user);
    this.testSet = new TestSet(database, records, asking, plans, clock, user);
    this.clock = clock;
    this.user = user;
  }

  /// How far things are.
  ///
  /// @param leftOut cases that are not locked, that other networks answered, or nobody knows which, and of which no
  ///   slices were kept to ask about
  /// @param lockedTests looks at the locked cases
  /// @param prospective the newest challenger against the champion on cases that came after it was fitted
  ///   ("beside the champion"); empty without such cases
  public record Status(
      long agreements,
      int patients,
      Map<String, Integer> patientsByClass,
      int leftOut,
      int lockedPatients,
      int challengers,
      int lockedTests,
      String champion,
      Optional<Comparison> prospective) {}

  public Status status() throws CairnException {
    Networks here = here();
    Cases open = Cases.of(testSet.examples(false));
    Cases own = asking.askable(open, here);
    Optional<LockedSet> locked = testSet.of(here);
    List<Challenger> challengers = documents(LearningRecords.CHALLENGERS);
    return new Status(
        database.read(c -> new LearningStore(c).agreements()),
        own.patients(),
        own.patientsByClass(),
        open.all().size() - own.all().size(),
        locked.isEmpty() ? 0 : testSet.left(locked.get()).patients(),
        challengers.size(),
        locked.isEmpty() ? 0 : testSet.looks(locked.get()),
        champion.of(here).name(),
        challengers.isEmpty() ? Optional.empty() : prospective(challengers.getLast(), here));
  }

  /// What a person who decides must know besides.
  ///
  /// @param locked whether cases that these networks answered are locked
  /// @param challenger the newest
  /// @param networksHere whether those are here that it was fitted on
  /// @param lastTest of it
  /// @param stands whether that test was under the plan in force and against what answers now
  /// @param promoted whether it was chosen to answer
  public record Standing(
      ChangePlan plan,
      boolean locked,
      Optional<Challenger> challenger,
      boolean networksHere,
      Optional<LockedTest> lastTest,
      boolean stands,
      boolean promoted) {}

  public Standing standing() throws CairnException {
    Networks here = here();
    List<Challenger> challengers = documents(LearningRecords.CHALLENGERS);
    Optional<Challenger> newest =
        challengers.isEmpty() ? Optional.empty() : Optional.of(challengers.getLast());
    Optional<LockedTest> last = newest.isEmpty() ? Optional.empty() : lastTest(newest.get());
    boolean promoted = newest.isPresent() && answers(newest.get());
    return new Standing(
        plan().plan(),
        testSet.of(here).isPresent(),
        newest,
        newest.isPresent() && has(newest.get().fittedOn()),
        last,
        last.isPresent() && stands(last.get(), here),
        promoted);
  }

  private boolean has(Networks networks) throws CairnException {
    try {
      return answering.has(networks);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private Networks here() throws CairnException {
    try {
      return answering.now();
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private boolean stands(LockedTest test, Networks here) throws CairnException {
    return test.plan().equals(plan().sha256()) && test.champion().equals(champion.of(here).name());
  }

  private boolean answers(Challenger challenger) throws CairnException {
    try {
      return register
          .on(SiteFusion.TASK)
          .filter(d -> chosen(challenger).equals(d.model()))
          .isPresent();
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private Optional<LockedTest> lastTest(Challenger challenger) throws CairnException {
    return documents(LearningRecords.TESTS).stream()
        .filter(t -> t.challenger().equals(challenger.id()))
        .reduce((older, newer) -> newer);
  }

  private Optional<Comparison> prospective(Challenger challenger, Networks here)
      throws CairnException {
    if (!challenger.fittedOn().sameAs(here)) {
      return Optional.empty();
    }
    // Cases are numbered as they come, so that those after the fit are the last ones.
    List<Example> later =
        testSet.examples(false).stream()
            .filter(e -> e.number() > challenger.lastExample())
            .toList();
    List<Cases.Image> images =
        Cases.of(later).all().stream()
            .filter(c -> c.networks().sameAs(here))
            .collect(Collectors.collectingAndThen(Collectors.toList(), Cases::new))
            .images();
    return images.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Comparison.of(
                champion.of(here), images, Voice.of(challenger.id(), fusion(challenger)), images));
  }

  /// The cases as what answers here answers them, where a challenger's networks can be asked too.
  private Cases besides(
      Cases asked, Cases cases, Networks here, Networks fittedOn, Progress progress)
      throws CairnException {
    return fittedOn.sameAs(here) ? asked : asking.asked(cases.in(asked), here, progress);
  }

  /// The plan in force: the last one that was adopted, else the shipped one.
  public ChangePlan.Text plan() throws CairnException {
    return plans.text();
  }

  /// Puts another plan in force. Refused once a test was made under the one in force: a plan that changes
  /// after the figures are known bounds nothing.
  public void adopt(ChangePlan.Text plan) throws CairnException {
    plans.adopt(plan);
  }

  /// Draws the patients whose cases are for testing only. Once, and anew only where none of the sets can test the
  /// networks that answer.
  public LockedSet lock() throws CairnException {
    return testSet.lock(here());
  }

  /// Fits a challenger on the cases that are not locked.
  ///
  /// @param with a network that was trained anew, NAME or NAME@VERSION, that answers in the place of the one of its
  ///   name or beside the others; empty for those that answer now
  /// @throws CairnException REFUSED before the test set is locked, with fewer patients than the plan wants, or for
  ///   a network that the plan does not let answer
  public Challenger challenge(Optional<String> with, Progress progress) throws CairnException {
    ChangePlan.Text plan = plan();
    Networks here = here();
    Networks fittedOn = with.isPresent() ? with(with.get()) : here;
    if (testSet.of(here).isEmpty()) {
      throw refused(
          "Lock a test set first (cairn model learn lock): what was fitted on cannot test.");
    }
    List<Example> examples = testSet.examples(false);
    testSet.requireApart(examples);
    Cases open = Cases.of(examples);
    Cases askable = asking.askable(open, fittedOn);
    PlanCheck.requireEnough(plan.plan().data(), askable, open.all().size() - askable.all().size());
    Cases cases = asking.asked(askable, fittedOn, progress);
    PlanCheck.requireEnough(plan.plan().data(), cases, open.all().size() - cases.all().size());
    Fusion fitted;
    try {
      fitted = FusionFit.fit(cases.rows(), FusionTemplate.text(), SEED);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
    Voice serving = champion.of(here);
    Cases besides = besides(cases, open, here, fittedOn, progress);
    Comparison onFit =
        Comparison.of(
            serving, besides.images(), Voice.of("challenger", fitted), cases.in(besides).images());
    String rules = fittedOn.above(fitted.text());
    return records
        .add(
            LearningRecords.CHALLENGERS,
            "challenger fitted on corrected cases",
            (id, connection) -> {
              requireStillHere(new LearningStore(connection).examples(), cases);
              return new Challenger(
                  id,
                  rules,
                  Hash.sha256(rules).hex(),
                  List.copyOf(fittedOn.members()),
                  serving.name(),
                  Cases.digest(cases.digests()),
                  examples.getLast().number(),
                  onFit.images(),
                  onFit.patients(),
                  cases.patientsByClass(),
                  onFit,
                  plan.sha256(),
                  PlanCheck.outOfBounds(plan.plan().bounds(), fitted, onFit),
                  user,
                  now());
            })
        .document();
  }

  /// A patient may take their consent back while networks are asked.
  private static void requireStillHere(List<Example> now, Cases used) throws CairnException {
    Set<Integer> numbers = now.stream().map(Example::number).collect(Collectors.toSet());
    if (!used.all().stream().allMatch(c -> numbers.contains(c.number()))) {
      throw refused("A patient took back their consent meanwhile; fit again without them.");
    }
  }

  private Networks with(String model) throws CairnException {
    plans.retraining();
    try {
      return answering.with(model);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  /// Compares the newest challenger with the champion on the locked cases. Every look is counted and on
  /// record, whatever comes out.
  public LockedTest test(Progress progress) throws CairnException {
    ChangePlan.Text plan = plan();
    Challenger challenger = newest();
    if (!challenger.outOfBounds().isEmpty()) {
      throw refused(challenger.outOfBounds().getFirst());
    }
    Networks here = here();
    requireHere(challenger);
    LockedSet locked =
        testSet
            .of(here)
            .orElseThrow(() -> refused("No cases are locked that these networks can answer."));
    if (!challenger.plan().equals(plan.sha256())) {
      throw refused("The plan changed since " + challenger.id() + " was fitted; fit another.");
    }
    if (Instant.parse(locked.at()).isAfter(Instant.parse(challenger.at()))) {
      throw refused(
          "The test set was drawn after "
              + challenger.id()
              + " was fitted, perhaps on the same patients; fit another.");
    }
    int before = testSet.looks(locked);
    if (before >= plan.plan().stop().mostLockedTests()) {
      throw refused(
          "The locked cases were looked at %d times, as often as the plan allows; new patients are needed."
              .formatted(before));
    }
    testSet.requireAsLocked();
    Cases left = testSet.left(locked);
    Networks fittedOn = challenger.fittedOn();
    Cases both = asking.askable(left, here).in(asking.askable(left, fittedOn));
    if (both.patients() < plan.plan().data().leastLockedPatients()) {
      throw refused(
          "Too few locked cases are left that these networks can answer; new patients are needed.");
    }
    Cases cases = asking.asked(both, fittedOn, progress);
    Voice serving = champion.of(here);
    Comparison comparison =
        Comparison.of(
            serving,
            besides(cases, both, here, fittedOn, progress).images(),
            Voice.of(challenger.id(), fusion(challenger)),
            cases.images());
    List<LockedTest.Demand> demands = PlanCheck.demands(plan.plan().verification(), comparison);
    boolean passed = demands.stream().allMatch(LockedTest.Demand::holds);
    return records
        .add(
            LearningRecords.TESTS,
            "%s tested on locked cases: %s"
                .formatted(challenger.id(), passed ? "passed" : "failed"),
            (id, connection) ->
                new LockedTest(
                    id,
                    challenger.id(),
                    serving.name(),
                    locked.digest(),
                    locked.digests().size() - left.all().size(),
                    comparison,
                    demands,
                    passed,
                    plan.sha256(),
                    user,
                    now()))
        .document();
  }

  private void requireHere(Challenger challenger) throws CairnException {
    if (!has(challenger.fittedOn())) {
      throw refused(
          challenger.id()
              + " was fitted on answers of other networks than are here now; fit another.");
    }
  }

  /// Lets the newest challenger serve. A decision of a person, undone by `cairn model rollback fuse-t1c`.
  ///
  /// @param drifting what the drift monitor says now, where it says something
  /// @throws CairnException REFUSED unless its last test passed under the plan and against what serves now, and
  ///   where the networks that it was fitted on are no longer here
  public ServingDecision promote(String why, Optional<String> drifting) throws CairnException {
    Challenger challenger = newest();
    Networks here = here();
    requireHere(challenger);
    LockedTest test =
        lastTest(challenger)
            .orElseThrow(
                () -> refused(challenger.id() + " was not tested: `cairn model learn test`."));
    if (!test.passed()) {
      throw refused(challenger.id() + " did not pass " + test.id() + ".");
    }
    if (!stands(test, here)) {
      throw refused("The plan or the champion changed since " + test.id() + "; test again.");
    }
    plans.requireStill(drifting);
    siteFusion.write(challenger.rules());
    return register.promoteFusion(chosen(challenger), why, test.id());
  }

  /// Whether a fusion that was chosen before is still here, and brings its rules back beside the models.
  public boolean restore(Chosen chosen) throws CairnException {
    for (Challenger challenger : documents(LearningRecords.CHALLENGERS)) {
      if (chosen(challenger).equals(chosen)) {
        siteFusion.write(challenger.rules());
        return true;
      }
    }
    return false;
  }

  /// Whether [#restore] could.
  public boolean has(Chosen chosen) throws CairnException {
    return documents(LearningRecords.CHALLENGERS).stream().anyMatch(c -> chosen(c).equals(chosen));
  }

  /// Brings the rules that serve back beside the models, where somebody removed or changed them.
  public void restoreServing() throws CairnException {
    try {
      for (ServingDecision decision : register.current()) {
        Chosen chosen = decision.model();
        if (decision.task().equals(SiteFusion.TASK.word()) && chosen != null) {
          restore(chosen);
        }
      }
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private static Chosen chosen(Challenger challenger) {
    return new Chosen(
        SiteFusion.NAME,
        challenger.id().substring(challenger.id().indexOf('/') + 1),
        challenger.rulesSha256(),
        challenger.digest());
  }

  private Challenger newest() throws CairnException {
    List<Challenger> all = documents(LearningRecords.CHALLENGERS);
    if (all.isEmpty()) {
      throw refused("There is no challenger: `cairn model learn challenge` fits one.");
    }
    return all.getLast();
  }

  private static Fusion fusion(Challenger challenger) throws CairnException {
    try {
      return SiteFusion.fusion(challenger.rules());
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  private <T> List<T> documents(SignedRecords.Kind<T> kind) throws CairnException {
    return records.all(kind).stream().map(Kept::document).toList();
  }

  private String now() {
    return clock.instant().toString();
  }

  private static CairnException refused(String why) {
    return new CairnException(CairnException.Kind.REFUSED, why);
  }
}
