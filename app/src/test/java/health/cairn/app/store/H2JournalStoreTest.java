package health.cairn.app.store;

import health.cairn.ledger.journal.JournalStore;
import health.cairn.ledger.journal.JournalStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// The encrypted database under the same suite as the store in memory.
class H2JournalStoreTest extends JournalStoreContract {
  @TempDir Path directory;
  private TestHome home;

  @Override
  protected JournalStore emptyStore() throws Exception {
    home = new TestHome(directory);
    return new H2JournalStore(home.database());
  }

  @Override
  protected JournalStore reopened(JournalStore store) throws Exception {
    return new H2JournalStore(home.reopen());
  }

  @AfterEach
  void close() {
    home.close();
  }
}
