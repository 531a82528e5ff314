package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.ledger.journal.EventKind;

/// A reader says what a series shows; kept, noted in the journal, and used from now on.
public final class OverruleRole {
  private final ObjectStore objects;
  private final DeskJournal journal;

  public OverruleRole(ObjectStore objects, DeskJournal journal) {
    this.objects = objects;
    this.journal = journal;
  }

  public void run(String seriesInstanceUid, SequenceRole role) throws CairnException {
    journal.append(
        (connection, entries) -> {
          String user = journal.actor();
          boolean known =
              new StudyCatalogue(connection, objects)
                  .overrule(seriesInstanceUid, role, "chosen by " + user, user);
          if (!known) {
            throw new CairnException(CairnException.Kind.REFUSED, "There is no such series here.");
          }
          entries.event(
              EventKind.RECORD_AMENDED,
              "series shown as " + role,
              "Series/" + seriesInstanceUid,
              "");
          return true;
        });
  }
}
