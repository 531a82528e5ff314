package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// All that is shipped of models, packs included, keeps to the 60 MB that were promised.
class ShippedWeightsTest {
  private static final long MOST_BYTES = 60_000_000;
  private static final Path RESOURCES = Path.of("src/main/resources/health/cairn/imaging");

  @Test
  void weights_stayWithinWhatWasPromised() throws IOException {
    long all = 0;
    for (Path folder :
        List.of(RESOURCES.resolve("models"), RESOURCES.resolve("radiomics"), Path.of("packs"))) {
      long here = bytes(folder);
      assertTrue(here > 0, "there is nothing in " + folder);
      all += here;
    }
    assertTrue(all <= MOST_BYTES, all + " bytes of models");
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(ShippedWeightsTest::size).sum();
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
