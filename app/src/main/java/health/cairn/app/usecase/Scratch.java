package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.store.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A temporary folder, readable by its owner only, that is gone when it is closed.
public record Scratch(Path directory) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);

  public static Scratch create() throws CairnException {
    try {
      return new Scratch(Files.createTempDirectory("cairn"));
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "No temporary folder can be made in "
              + System.getProperty("java.io.tmpdir")
              + ": "
              + Home.reason(e)
              + ".",
          e);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      LOG.warn("the temporary folder {} could not be removed", directory, e);
    }
  }
}
