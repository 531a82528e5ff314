package health.cairn.app.learn;

import health.cairn.app.CairnException;
import health.cairn.app.store.Database;
import health.cairn.app.store.LearningStore;
import health.cairn.app.usecase.DeskJournal;
import health.cairn.ledger.journal.EventKind;
import java.util.Optional;

/// A patient's word on one purpose: that corrections of what the models said of them may improve the models
/// here. Without it nothing is kept; taking it back destroys what was kept.
public final class LearningConsent {
  private final Database database;
  private final DeskJournal journal;

  public LearningConsent(Database database, DeskJournal journal) {
    this.database = database;
    this.journal = journal;
  }

  public boolean given(String patientKey) throws CairnException {
    return database.read(connection -> new LearningStore(connection).agreed(patientKey));
  }

  /// @return false where the patient had agreed before; then nothing is written
  public boolean give(String patientKey) throws CairnException {
    return journal.append(
        (connection, entries) -> {
          boolean changed = new LearningStore(connection).agree(patientKey);
          if (changed) {
            entries.event(
                EventKind.CONSENT_DECIDED,
                "agreed that corrected findings improve the models here",
                id(patientKey),
                patientKey);
          }
          return changed;
        });
  }

  /// @return examples that were destroyed; empty where the patient had not agreed
  public Optional<Integer> withdraw(String patientKey) throws CairnException {
    return journal.append(
        (connection, entries) -> {
          Optional<Integer> destroyed = new LearningStore(connection).withdraw(patientKey);
          if (destroyed.isPresent()) {
            entries.event(
                EventKind.CONSENT_DECIDED,
                "took back that corrected findings improve the models; what was kept is destroyed",
                id(patientKey),
                patientKey);
          }
          return destroyed;
        });
  }

  private static String id(String patientKey) {
    return "LearningConsent/" + patientKey;
  }
}
