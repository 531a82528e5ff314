package health.cairn.app.store;

import health.cairn.app.security.KeyRing;
import health.cairn.app.security.Passphrase;
import java.nio.file.Path;

/// An encrypted database in a folder of a test's own.
final class TestHome implements AutoCloseable {
  private final Home home;
  private Database database;

  TestHome(Path directory) throws Exception {
    home = new Home(directory.resolve("home"));
    home.prepare();
    try (Passphrase passphrase = phrase()) {
      KeyRing.create(home.keyFile(), passphrase).close();
    }
    database = open();
  }

  Database database() {
    return database;
  }

  /// Closed and opened again, as by a new process.
  Database reopen() throws Exception {
    database.close();
    database = open();
    return database;
  }

  private Database open() throws Exception {
    try (Passphrase passphrase = phrase();
        KeyRing keys = KeyRing.open(home.keyFile(), passphrase)) {
      return Database.open(home, keys);
    }
  }

  private static Passphrase phrase() {
    return Passphrase.of("test".toCharArray());
  }

  @Override
  public void close() {
    database.close();
  }
}
