package health.cairn.app.store;

import health.cairn.fhir.record.RecordStore;
import health.cairn.fhir.record.RecordStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/// The encrypted database under the same suite as the store in memory.
class H2RecordStoreTest extends RecordStoreContract {
  @TempDir Path directory;
  private TestHome home;

  @Override
  protected RecordStore emptyStore() throws Exception {
    home = new TestHome(directory);
    return new H2RecordStore(home.database());
  }

  @AfterEach
  void close() {
    home.close();
  }
}
