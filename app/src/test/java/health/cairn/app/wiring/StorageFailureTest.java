package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.TinyStudy;
import health.cairn.app.desk.ImportSummary;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Home;
import health.cairn.imaging.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A store that takes some objects and not others, as a disk does while it runs full.
class StorageFailureTest {
  private static final int SLICES = 30;

  @TempDir Path directory;

  @Test
  void importFrom_storesNoHalfStudyAndCompletesLater() throws Exception {
    Home home = new Home(directory.resolve("home"));
    Path images = directory.resolve("images");
    TinyStudy.write(images, "jane", SLICES);
    try (Passphrase passphrase = Passphrase.of("test".toCharArray());
        Desk desk = Desk.create(home, passphrase, "reader")) {
      List<Path> inTheWay = new ArrayList<>();
      for (int i = 0; i < 128; i++) {
        // Objects lie in folders by the first byte of their random id: half of these cannot be
        // made.
        inTheWay.add(Files.createFile(home.objects().resolve("%02x".formatted(i))));
      }
      ImportSummary summary = desk.importFrom(List.of(images), Progress.NONE);
      assertEquals(0, summary.stored());
      assertEquals(SLICES, summary.refused().size());
      for (var refusal : summary.refused()) {
        assertTrue(refusal.reason().contains("cannot be stored"), refusal.reason());
      }
      assertEquals(List.of(), desk.worklist());
      for (Path file : inTheWay) {
        Files.delete(file);
      }
      try (var left = Files.walk(home.objects())) {
        assertEquals(List.of(), left.filter(Files::isRegularFile).toList());
      }
      assertEquals(SLICES, desk.importFrom(List.of(images), Progress.NONE).stored());
    }
  }
}
