package health.cairn.app.learn;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.analysis.Networks;
import health.cairn.app.learn.LearningRecords.AdoptedPlan;
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
import health.cairn.imaging.fuse.Fusion;
import health.cairn.imaging.fuse.FusionFit;
import health.cairn.imaging.fuse.FusionTemplate;
import health.cairn.ledger.merkle.Hash;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Champion and challenger at one site: cases are locked once, a challenger is fitted on the others, both are
/// compared on the locked ones, and a person promotes it if the plan allows. Each step is a signed document in
/// the journal. All of it is of the networks that answer here now: what others answered is kept and left out.
public final class Learning {
  private static final long SEED = 20261122;

  private final Database database;
  private final SignedRecords records;
  private final ModelRegister register;
  private final SiteFusion siteFusion;
  private final Champion champion;
  private final Answering answering;
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
    this.clock = clock;
    this.user = user;
  }

  /// Which networks are asked now.
  @FunctionalInterface
  public interface Answering {
    Networks now() throws ImagingException;
  }

  /// How far things are.
  ///
  /// @param leftOut cases that are not locked and that other networks answered, or nobody knows which
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
    Cases open = Cases.of(examples(false));
    Cases own = open.answeredBy(here);
    Optional<LockedSet> locked = locked(here);
    List<Challenger> challengers = documents(LearningRecords.CHALLENGERS);
    return new Status(
        database.read(c -> new LearningStore(c).agreements()),
        own.patients(),
        own.patientsByClass(),
        open.all().size() - own.all().size(),
        locked.isEmpty() ? 0 : lockedCases(locked.get()).patients(),
        challengers.size(),
        locked.isEmpty() ? 0 : looks(locked.get()),
        champion.of(here).name(),
        challengers.isEmpty() ? Optional.empty() : prospective(challengers.getLast(), here));
  }

  /// What a person who decides must know besides.
  ///
  /// @param locked whether cases that these networks answered are locked
  /// @param challenger the newest
  /// @param sameNetworks whether it was fitted on those that answer now
  /// @param lastTest of it
  /// @param stands whether that test was under the plan in force and against what answers now
  /// @param promoted whether it was chosen to answer
  public record Standing(
      ChangePlan plan,
      boolean locked,
      Optional<Challenger> challenger,
      boolean sameNetworks,
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
        locked(here).isPresent(),
        newest,
        newest.isPresent() && newest.get().fittedOn().sameAs(here),
        last,
        last.isPresent() && stands(last.get(), here),
        promoted);
  }

  private Networks here() throws CairnException {
    try {
      return answering.now();
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
  }

  /// The set that can test these networks.
  private Optional<LockedSet> locked(Networks here) throws CairnException {
    return documents(LearningRecords.LOCKED).stream().filter(set -> set.tests(here)).findFirst();
  }

  private int looks(LockedSet locked) throws CairnException {
    return (int)
        documents(LearningRecords.TESTS).stream()
            .filter(t -> t.lockedDigest().equals(locked.digest()))
            .count();
  }

  /// What is left of a locked set.
  private Cases lockedCases(LockedSet locked) throws CairnException {
    return new Cases(
        Cases.of(examples(true)).all().stream()
            .filter(c -> locked.digests().contains(c.digest()))
            .toList());
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
        examples(false).stream().filter(e -> e.number() > challenger.lastExample()).toList();
    List<Cases.Image> images = Cases.of(later).answeredBy(here).images();
    return images.isEmpty()
        ? Optional.empty()
        : Optional.of(
            Comparison.of(
                champion.of(here), Voice.of(challenger.id(), fusion(challenger)), images));
  }

  /// The plan in force: the last one that was adopted, else the shipped one.
  public ChangePlan.Text plan() throws CairnException {
    List<AdoptedPlan> adopted = documents(LearningRecords.PLANS);
    if (adopted.isEmpty()) {
      return ChangePlan.shipped();
    }
    try {
      return ChangePlan.read(adopted.getLast().text());
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.INTEGRITY, "The change plan that was adopted cannot be read.", e);
    }
  }

  /// Puts another plan in force. Refused once a test was made under the one in force: a plan that changes
  /// after the figures are known bounds nothing.
  public void adopt(ChangePlan.Text plan) throws CairnException {
    if (!documents(LearningRecords.TESTS).isEmpty()) {
      throw refused("The locked cases were looked at under the plan in force; it stays.");
    }
    records.add(
        LearningRecords.PLANS,
        "change plan %s %s adopted".formatted(plan.plan().name(), plan.plan().version()),
        (id, connection) -> new AdoptedPlan(id, plan.text(), user, now()));
  }

  /// Draws the patients whose cases are for testing only. Once for the networks that answer.
  public LockedSet lock() throws CairnException {
    ChangePlan plan = plan().plan();
    Networks here = here();
    return records
        .add(
            LearningRecords.LOCKED,
            "cases locked for testing",
            (id, connection) -> {
              if (records.all(LearningRecords.LOCKED, connection).stream()
                  .anyMatch(set -> set.document().tests(here))) {
                throw refused("The test set was locked before; that is done once.");
              }
              LearningStore store = new LearningStore(connection);
              List<Example> open = store.examples().stream().filter(e -> !e.locked()).toList();
              // Pseudonyms are random: their order draws patients without looking at their cases.
              List<String> patients =
                  List.copyOf(
                      new TreeSet<>(
                          Cases.of(open).answeredBy(here).all().stream()
                              .map(Cases.Case::pseudonym)
                              .toList()));
              int drawn = (int) Math.round(plan.data().lockedShare() * patients.size());
              if (drawn < plan.data().leastLockedPatients()) {
                throw refused(
                    "%d patients have corrected cases; %.0f %% of them are fewer than the %d that the plan wants locked."
                        .formatted(
                            patients.size(),
                            100 * plan.data().lockedShare(),
                            plan.data().leastLockedPatients()));
              }
              List<String> locked = patients.subList(0, drawn);
              store.lock(locked);
              List<String> digests =
                  open.stream()
                      .filter(e -> locked.contains(e.pseudonym()))
                      .map(e -> Hash.sha256(e.answers()).hex())
                      .toList();
              return new LockedSet(id, locked, digests, Cases.digest(digests), here, user, now());
            })
        .document();
  }

  /// Fits a challenger on the cases that are not locked.
  ///
  /// @throws CairnException REFUSED before the test set is locked, or with fewer patients than the plan wants
  public Challenger challenge() throws CairnException {
    ChangePlan.Text plan = plan();
    Networks here = here();
    if (locked(here).isEmpty()) {
      throw refused(
          "Lock a test set first (cairn model learn lock): what was fitted on cannot test.");
    }
    List<Example> examples = examples(false);
    requireApart(examples);
    Cases open = Cases.of(examples);
    Cases cases = open.answeredBy(here);
    PlanCheck.requireEnough(plan.plan().data(), cases, open.all().size() - cases.all().size());
    Fusion fitted;
    try {
      fitted = FusionFit.fit(cases.rows(), FusionTemplate.text(), SEED);
    } catch (ImagingException e) {
      throw Failures.of(e);
    }
    Voice serving = champion.of(here);
    Comparison onFit = Comparison.of(serving, Voice.of("challenger", fitted), cases.images());
    String rules = here.above(fitted.text());
    return records
        .add(
            LearningRecords.CHALLENGERS,
            "challenger fitted on corrected cases",
            (id, connection) ->
                new Challenger(
                    id,
                    rules,
                    Hash.sha256(rules).hex(),
                    List.copyOf(here.members()),
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
                    now()))
        .document();
  }

  /// No person on both sides, whatever the database says of single rows.
  private void requireApart(List<Example> toFit) throws CairnException {
    Set<String> locked =
        documents(LearningRecords.LOCKED).stream()
            .flatMap(set -> set.pseudonyms().stream())
            .collect(Collectors.toSet());
    if (toFit.stream().anyMatch(e -> locked.contains(e.pseudonym()))) {
      throw new CairnException(
          CairnException.Kind.INTEGRITY,
          "A patient of the locked test set is among those to fit on; restore the home from a"
              + " backup.");
    }
  }

  /// Compares the newest challenger with the champion on the locked cases. Every look is counted and on
  /// record, whatever comes out.
  public LockedTest test() throws CairnException {
    ChangePlan.Text plan = plan();
    Challenger challenger = newest();
    if (!challenger.outOfBounds().isEmpty()) {
      throw refused(challenger.outOfBounds().getFirst());
    }
    Networks here = here();
    requireSame(challenger, here);
    LockedSet locked =
        locked(here)
            .orElseThrow(() -> refused("No cases are locked that these networks answered."));
    int before = looks(locked);
    if (before >= plan.plan().stop().mostLockedTests()) {
      throw refused(
          "The locked cases were looked at %d times, as often as the plan allows; new patients are needed."
              .formatted(before));
    }
    requireAsLocked();
    Cases left = lockedCases(locked);
    Cases cases = left.answeredBy(here);
    if (cases.patients() < plan.plan().data().leastLockedPatients()) {
      throw refused(
          "Too few locked cases are left that these networks answered for; new patients are"
              + " needed.");
    }
    Voice serving = champion.of(here);
    Comparison comparison =
        Comparison.of(serving, Voice.of(challenger.id(), fusion(challenger)), cases.images());
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

  private static void requireSame(Challenger challenger, Networks here) throws CairnException {
    if (!challenger.fittedOn().sameAs(here)) {
      throw refused(
          challenger.id()
              + " was fitted on answers of other networks than answer here now; fit another.");
    }
  }

  private void requireAsLocked() throws CairnException {
    Set<String> digests =
        documents(LearningRecords.LOCKED).stream()
            .flatMap(set -> set.digests().stream())
            .collect(Collectors.toSet());
    if (!digests.containsAll(Cases.of(examples(true)).digests())) {
      throw new CairnException(
          CairnException.Kind.INTEGRITY,
          "The locked cases are not those that were locked; restore the home from a backup.");
    }
  }

  /// Lets the newest challenger serve. A decision of a person, undone by `cairn model rollback fuse-t1c`.
  ///
  /// @param drifting what the drift monitor says now, where it says something
  /// @throws CairnException REFUSED unless its last test passed under the plan and against what serves now, and
  ///   where other networks answer than it was fitted on
  public ServingDecision promote(String why, Optional<String> drifting) throws CairnException {
    ChangePlan.Text plan = plan();
    Challenger challenger = newest();
    Networks here = here();
    requireSame(challenger, here);
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
    if (plan.plan().stop().noPromotionDuringDrift() && drifting.isPresent()) {
      throw refused("Nothing is promoted while inputs change (" + drifting.get() + ").");
    }
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

  private List<Example> examples(boolean locked) throws CairnException {
    return database.read(c -> new LearningStore(c).examples()).stream()
        .filter(e -> e.locked() == locked)
        .toList();
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
