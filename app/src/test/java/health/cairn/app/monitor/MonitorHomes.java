package health.cairn.app.monitor;

import health.cairn.app.security.KeyRing;
import health.cairn.app.store.Database;
import health.cairn.app.store.H2JournalStore;
import health.cairn.app.store.Home;
import health.cairn.app.store.ObjectStore;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.Journal;
import java.time.Clock;

/// Monitors without the rest of a desk.
final class MonitorHomes {
  private MonitorHomes() {}

  static MonitorHome of(Home home, KeyRing keys, Database database, MonitoredChain.Source chain) {
    return new MonitorHome(
        home,
        database,
        new ObjectStore(home.objects(), keys.objectCipher()),
        new Journal(new H2JournalStore(database)),
        CheckpointSigner.generate("cairn/test").verificationKey(),
        chain,
        Clock.systemUTC());
  }
}
