package health.cairn.app.store;

import health.cairn.ledger.anchor.OutboxStore;
import health.cairn.ledger.anchor.OutboxStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// The encrypted database under the same suite as the store in memory.
class H2OutboxStoreTest extends OutboxStoreContract {
  @TempDir Path directory;
  private TestHome home;

  @Override
  protected OutboxStore emptyStore() throws Exception {
    home = new TestHome(directory);
    return new H2OutboxStore(home.database());
  }

  @Override
  protected OutboxStore reopened(OutboxStore store) throws Exception {
    return new H2OutboxStore(home.reopen());
  }

  @AfterEach
  void close() {
    home.close();
  }
}
