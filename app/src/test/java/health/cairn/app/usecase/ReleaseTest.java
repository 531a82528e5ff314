package health.cairn.app.usecase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import health.cairn.app.CairnException;
import health.cairn.app.security.KeyRing;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Database;
import health.cairn.app.store.Home;
import health.cairn.app.store.ObjectStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseTest {
  @TempDir Path directory;

  @Test
  void run_letsNothingOutThatCannotBeNoted() throws Exception {
    Home home = new Home(directory.resolve("home"));
    home.prepare();
    Path file = Files.writeString(directory.resolve("structures.dcm"), "patient data");
    Path outside = Files.createDirectory(directory.resolve("outside"));
    try (Passphrase phrase = Passphrase.of("test".toCharArray());
        KeyRing keys = KeyRing.create(home.keyFile(), phrase);
        Database database = Database.open(home, keys)) {
      Release release =
          new Release(
              new ObjectStore(home.objects(), keys.objectCipher()),
              new DeskJournal(database, Clock.systemUTC(), "tester"),
              (connection, entries) -> {
                throw new CairnException(CairnException.Kind.INTEGRITY, "The journal is full.");
              });

      assertThrows(
          CairnException.class,
          () -> release.run("1.2.3", "structures written", List.of(file), outside));

      try (var there = Files.list(outside)) {
        assertEquals(List.of(), there.toList());
      }
    }
  }
}
