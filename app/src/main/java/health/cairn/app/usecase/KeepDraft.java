package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.desk.OutlineDraft;
import health.cairn.app.store.Database;
import health.cairn.app.store.OutlineDrafts;
import java.util.Optional;

/// Keeps what a reader has begun to outline, one draft for each study and reader.
public final class KeepDraft {
  private final Database database;
  private final OpenStudy openStudy;
  private final String reader;

  /// @param reader whose drafts they are
  public KeepDraft(Database database, OpenStudy openStudy, String reader) {
    this.database = database;
    this.openStudy = openStudy;
    this.reader = reader;
  }

  public void save(OutlineDraft draft) throws CairnException {
    database.write(
        connection -> {
          new OutlineDrafts(connection).put(draft, reader);
          return true;
        });
  }

  /// @throws CairnException REFUSED where its series has changed since
  public Optional<OutlineDraft> of(String studyInstanceUid) throws CairnException {
    Optional<OutlineDrafts.Stored> stored =
        database.read(connection -> new OutlineDrafts(connection).of(studyInstanceUid, reader));
    if (stored.isEmpty()) {
      return Optional.empty();
    }
    Optional<OutlineDraft> placed =
        OutlineDrafts.placed(
            stored.get(), studyInstanceUid, series -> openStudy.grid(studyInstanceUid, series));
    if (placed.isEmpty()) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The outline that you began here no longer fits its series, which has changed since.");
    }
    return placed;
  }

  public void discard(String studyInstanceUid) throws CairnException {
    database.write(
        connection -> {
          new OutlineDrafts(connection).delete(studyInstanceUid, reader);
          return true;
        });
  }
}
