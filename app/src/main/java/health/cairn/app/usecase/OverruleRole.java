package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.StudyCatalogue;
import health.cairn.app.store.StudyCatalogue.RoleNow;
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

  /// @return why the series has its role now, in words for the reader
  /// @throws CairnException REFUSED for a series that is not here
  public String run(String seriesInstanceUid, SequenceRole role) throws CairnException {
    return journal.append(
        (connection, entries) -> {
          StudyCatalogue catalogue = new StudyCatalogue(connection, objects);
          RoleNow before = catalogue.roleOf(seriesInstanceUid).orElseThrow(OverruleRole::unknown);
          if (before.role() == role) {
            return before.reason();
          }
          catalogue.overrule(seriesInstanceUid, role, journal.actor());
          entries.event(
              EventKind.RECORD_AMENDED,
              "series read as " + role + ", was " + before.role(),
              "Series/" + seriesInstanceUid,
              before.patientKey());
          return catalogue.roleOf(seriesInstanceUid).orElseThrow(OverruleRole::unknown).reason();
        });
  }

  private static CairnException unknown() {
    return new CairnException(CairnException.Kind.REFUSED, "There is no such series here.");
  }
}
