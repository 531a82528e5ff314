package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.store.ConsentStore;
import health.cairn.app.store.Database;
import health.cairn.app.store.LearningStore;
import health.cairn.ledger.journal.EventKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A patient's word on one purpose: that corrections of what the models said of them may improve the models
/// here. Without it nothing is kept; taking it back destroys what was kept, and so does a no to research.
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
  /// @throws CairnException NOT_ALLOWED where the patient said no to research
  public boolean give(String patientKey) throws CairnException {
    return journal.append(
        (connection, entries) -> {
          if (refusedResearch(new ConsentStore(connection).ofPatient(patientKey))) {
            throw new CairnException(
                CairnException.Kind.NOT_ALLOWED,
                "The patient said no to research, and learning from corrections is that: let them"
                    + " decide anew at the kiosk first.");
          }
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
    return journal.append((connection, entries) -> withdraw(connection, entries, patientKey));
  }

  /// Within a transaction that does more.
  static Optional<Integer> withdraw(
      Connection connection, DeskJournal.Entries entries, String patientKey)
      throws SQLException, CairnException {
    Optional<Integer> destroyed = new LearningStore(connection).withdraw(patientKey);
    if (destroyed.isPresent()) {
      entries.event(
          EventKind.CONSENT_DECIDED,
          "took back that corrected findings improve the models; what was kept is destroyed",
          id(patientKey),
          patientKey);
    }
    return destroyed;
  }

  private static boolean refusedResearch(List<ConsentDecision> decisions) {
    return decisions.stream()
        .filter(d -> d.terms().purpose() == ConsentPurpose.RESEARCH)
        .filter(d -> d.state() != ConsentDecision.State.REPLACED)
        .max(Comparator.comparing(ConsentDecision::decidedAt))
        .filter(d -> d.state() == ConsentDecision.State.WITHDRAWN || !d.terms().permitted())
        .isPresent();
  }

  /// What its entries are about.
  public static String id(String patientKey) {
    return "LearningConsent/" + patientKey;
  }
}
