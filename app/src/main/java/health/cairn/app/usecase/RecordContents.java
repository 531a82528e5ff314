package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.store.Database;
import health.cairn.app.store.H2JournalStore;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.store.StoredContents;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.journal.Entry;
import health.cairn.ledger.journal.KeyChange;
import health.cairn.ledger.journal.Opening;
import health.cairn.ledger.merkle.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Compares what entries commit to with what the encrypted store returns for them just now.
public final class RecordContents {
  private static final String IMAGE = StudyIntake.recordId("");

  private final Database database;
  private final ObjectStore objects;

  public RecordContents(Database database, ObjectStore objects) {
    this.database = database;
    this.objects = objects;
  }

  /// An entry with what opens its commitment.
  public record Committed(Entry entry, Opening opening) {}

  /// How the stored content stands to an entry.
  public enum Content {
    UNCHANGED,
    CHANGED,
    MISSING,
    /// The entry says nothing of the content.
    NOT_COMMITTED
  }

  /// Some entries at once: rows are fetched together, digests are made on all cores.
  ///
  /// @return one for each, in their order
  public List<Content> compare(List<Committed> entries) throws CairnException {
    List<String> images = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (Committed one : entries) {
      if (one.entry.subject().contentDigest() != null) {
        String id = one.entry.subject().recordId();
        if (id.startsWith(IMAGE)) {
          images.add(id.substring(IMAGE.length()));
        } else {
          others.add(id);
        }
      }
    }
    Map<String, String> objectIds =
        images.isEmpty()
            ? Map.of()
            : database.read(connection -> new StoredContents(connection).objectsOf(images));
    Texts texts = others.isEmpty() ? Texts.NONE : texts(others);
    return entries.parallelStream().map(one -> compare(one, objectIds, texts)).toList();
  }

  /// What is stored under some ids: records by their version, and by version 1 what has none.
  private record Texts(Map<String, StoredContents.Text> records, Map<String, String> others) {
    static final Texts NONE = new Texts(Map.of(), Map.of());
  }

  private Texts texts(List<String> ids) throws CairnException {
    Texts texts =
        database.read(
            connection -> {
              StoredContents stored = new StoredContents(connection);
              return new Texts(stored.recordsOf(ids), stored.modelRecordsOf(ids));
            });
    try {
      for (KeyChange change : new H2JournalStore(database).keyChanges()) {
        texts.others.put(StoredContents.key(change.recordId(), 1), change.note());
      }
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
    return texts;
  }

  private Content compare(Committed one, Map<String, String> objectIds, Texts texts) {
    Hash digest = one.entry.subject().contentDigest();
    if (digest == null) {
      return Content.NOT_COMMITTED;
    }
    String id = one.entry.subject().recordId();
    if (id.startsWith(IMAGE)) {
      return image(one, digest, objectIds.get(id.substring(IMAGE.length())));
    }
    String key = StoredContents.key(id, one.entry.subject().version());
    StoredContents.Text record = texts.records.get(key);
    String text = record == null ? texts.others.get(key) : record.json();
    if (text == null) {
      return Content.MISSING;
    }
    return (record == null || record.holds())
            && one.opening.salt().digest(text.getBytes(StandardCharsets.UTF_8)).equals(digest)
        ? Content.UNCHANGED
        : Content.CHANGED;
  }

  private Content image(Committed one, Hash digest, @Nullable String objectId) {
    if (objectId == null) {
      return Content.MISSING;
    }
    try (InputStream in = objects.get(objectId)) {
      return one.opening.salt().digest(in).equals(digest) ? Content.UNCHANGED : Content.CHANGED;
    } catch (IOException e) {
      return Content.CHANGED; // an object that is gone or does not decrypt is not what was stored
    }
  }
}
