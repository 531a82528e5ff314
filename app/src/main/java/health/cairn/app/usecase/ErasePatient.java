package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.access.Action;
import health.cairn.app.store.Database;
import health.cairn.app.store.LearningStore;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.PatientErasure;
import health.cairn.app.store.PatientErasure.Held;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes everything about a patient out of the home for good: pictures, records, findings, decisions, what was
/// learnt from, and the words and salts of the journal's entries. What was anchored stays proven for everybody
/// else, and leads to nobody any more.
public final class ErasePatient {
  private static final Logger LOG = LoggerFactory.getLogger(ErasePatient.class);
  private static final int MOST_WORDS = 100;

  private final Database database;
  private final ObjectStore objects;
  private final Gate gate;
  private final DeskJournal journal;

  public ErasePatient(Database database, ObjectStore objects, Gate gate, DeskJournal journal) {
    this.database = database;
    this.objects = objects;
    this.gate = gate;
    this.journal = journal;
  }

  /// @param entries of the journal whose words were destroyed
  public record Erased(Held held, int entries) {}

  /// What would be erased.
  public Held held(String patientKey) throws CairnException {
    gate.require(Action.ERASE, patientKey);
    return database.read(connection -> new PatientErasure(connection).held(patientKey));
  }

  /// @param reason for the journal, without a word on whom
  /// @param onChain whether a chain is told of the patient's decisions
  /// @throws CairnException NOT_ALLOWED for a role that may not; REFUSED where a consent still holds, or the chain
  ///     has not heard of its end: nobody could tell it later
  public Erased run(String patientKey, String reason, boolean onChain) throws CairnException {
    String why = reason.strip();
    if (why.isEmpty() || why.length() > MOST_WORDS) {
      throw refused("Say why, in at most " + MOST_WORDS + " characters.");
    }
    gate.require(Action.ERASE, patientKey);
    List<String> files = new ArrayList<>();
    Erased erased =
        journal.erase(
            why,
            connection -> {
              PatientErasure rows = new PatientErasure(connection);
              if (rows.standingGrant(patientKey)) {
                throw refused(
                    "A consent of this patient still holds: take it back first (cairn consent withdraw).");
              }
              if (onChain && rows.decisionsWaiting(patientKey)) {
                throw refused(
                    "The ledger has not heard of all that this patient decided: run `cairn ledger anchor` first.");
              }
              List<Long> entries = rows.entries(patientKey);
              Held held = rows.held(patientKey);
              new LearningStore(connection).withdraw(patientKey);
              files.addAll(rows.objects(patientKey));
              rows.delete(patientKey);
              return new DeskJournal.Destroyed<>(entries, new Erased(held, entries.size()));
            });
    database.compactWhenClosed();
    for (String file : files) {
      try {
        objects.remove(file);
      } catch (IOException e) {
        LOG.warn("an erased image's file cannot be removed now; opening the home does it", e);
      }
    }
    return erased;
  }

  private static CairnException refused(String sentence) {
    return new CairnException(CairnException.Kind.REFUSED, sentence);
  }
}
