package health.cairn.app.learn;

import health.cairn.app.CairnException;
import health.cairn.app.analysis.Networks;
import health.cairn.app.models.SignedRecords;
import health.cairn.app.models.SignedRecords.Kept;
import health.cairn.app.store.Database;
import health.cairn.app.store.LearningStore;
import health.cairn.app.store.LearningStore.Example;
import health.cairn.app.store.OutlineExamples;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// The cases that are for testing only: who is drawn, what is left of them, and that nothing was fitted on them.
final class TestSet {
  private final Database database;
  private final SignedRecords records;
  private final AskedCases asking;
  private final PlanInForce plans;
  private final Clock clock;
  private final String user;

  TestSet(
      Database database,
      SignedRecords records,
      AskedCases asking,
      PlanInForce plans,
      Clock clock,
      String user) {
    this.database = database;
    this.records = records;
    this.asking = asking;
    this.plans = plans;
    this.clock = clock;
    this.user = user;
  }

  /// The set that can test what these networks say: one that they answered, else one of which enough slices are kept.
  Optional<LockedSet> of(Networks here) throws CairnException {
    List<LockedSet> all = documents(LearningRecords.LOCKED);
    for (LockedSet set : all) {
      if (set.tests(here)) {
        return Optional.of(set);
      }
    }
    int least = plans.text().plan().data().leastLockedPatients();
    for (LockedSet set : all) {
      if (asking.askable(left(set), here).patients() >= least) {
        return Optional.of(set);
      }
    }
    return Optional.empty();
  }

  int looks(LockedSet locked) throws CairnException {
    return (int)
        documents(LearningRecords.TESTS).stream()
            .filter(t -> t.lockedDigest().equals(locked.digest()))
            .count();
  }

  /// What is left of a locked set.
  Cases left(LockedSet locked) throws CairnException {
    return new Cases(
        Cases.of(examples(true)).all().stream()
            .filter(c -> locked.digests().contains(c.digest()))
            .toList());
  }

  /// Draws the patients whose cases are for testing only, of those who were never exported to train on. Once, and
  /// anew only where none of the sets can test the networks that answer.
  LockedSet lock(Networks here) throws CairnException {
    ChangePlan plan = plans.text().plan();
    if (of(here).isPresent()) {
      throw refused("The test set was locked before; that is done once.");
    }
    Set<String> askable =
        Set.copyOf(
            asking.askable(Cases.of(examples(false)), here).all().stream()
                .map(Cases.Case::pseudonym)
                .toList());
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
              Set<String> exported = new OutlineExamples(connection).exported();
              List<Example> open = store.examples().stream().filter(e -> !e.locked()).toList();
              // Pseudonyms are random: their order draws patients without looking at their cases.
              List<String> patients =
                  List.copyOf(
                      new TreeSet<>(
                          open.stream()
                              .map(Example::pseudonym)
                              .filter(askable::contains)
                              .filter(pseudonym -> !exported.contains(pseudonym))
                              .toList()));
              int drawn = (int) Math.round(plan.data().lockedShare() * patients.size());
              if (drawn < plan.data().leastLockedPatients()) {
                throw refused(
                    "%d patients have corrected cases and were never exported to train on; %.0f %% of them are fewer than the %d that the plan wants locked."
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
                      .map(Cases::digest)
                      .toList();
              return new LockedSet(
                  id,
                  locked,
                  digests,
                  Cases.digest(digests),
                  here,
                  user,
                  clock.instant().toString());
            })
        .document();
  }

  /// No person on both sides, whatever the database says of single rows.
  void requireApart(List<Example> toFit) throws CairnException {
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

  void requireAsLocked() throws CairnException {
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

  List<Example> examples(boolean locked) throws CairnException {
    return database.read(c -> new LearningStore(c).examples()).stream()
        .filter(e -> e.locked() == locked)
        .toList();
  }

  private <T> List<T> documents(SignedRecords.Kind<T> kind) throws CairnException {
    return records.all(kind).stream().map(Kept::document).toList();
  }

  private static CairnException refused(String why) {
    return new CairnException(CairnException.Kind.REFUSED, why);
  }
}
