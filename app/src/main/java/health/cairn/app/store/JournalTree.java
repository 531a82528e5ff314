package health.cairn.app.store;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.journal.LeafTree;
import health.cairn.ledger.tiles.TileStore;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The tree over a home's journal, opened when it is asked for first. Closes what it opened. Thread-safe.
public final class JournalTree implements LeafTree.Source, AutoCloseable {
  private final Path folder;
  private @Nullable TileStore open;
  private boolean closed;

  public JournalTree(Home home) {
    this.folder = home.journalTree();
  }

  @Override
  public synchronized LeafTree tree() throws LedgerException {
    if (closed) {
      throw new LedgerException(
          LedgerException.Kind.REFUSED, "This home was closed in the meantime.");
    }
    if (open == null) {
      try {
        OwnerOnly.createDirectory(folder);
      } catch (IOException e) {
        throw new LedgerException(
            LedgerException.Kind.ENVIRONMENT,
            "The folder of the journal's tree cannot be made: " + Home.reason(e) + ".",
            e);
      }
      open = TileStore.open(folder);
    }
    return open;
  }

  @Override
  public synchronized void close() throws LedgerException {
    closed = true;
    if (open != null) {
      TileStore closing = open;
      open = null;
      closing.close();
    }
  }
}
