package health.cairn.fhir;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Finds the development data, which is no part of the repository.
public final class SharedData {
  private SharedData() {}

  /// A folder of the data; where it is not there, the calling test is reported as skipped.
  public static Path folder(String name) {
    Optional<Path> found = root().map(root -> root.resolve(name)).filter(Files::isDirectory);
    assumeTrue(found.isPresent(), "the shared development data is not on this machine: " + name);
    return found.orElseThrow();
  }

  private static Optional<Path> root() {
    String named = System.getProperty("cairn.shared", System.getenv("CAIRN_SHARED"));
    if (named != null) {
      return Optional.of(Path.of(named, "data"));
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path data = at.resolve("shared/data");
      if (Files.isDirectory(data)) {
        return Optional.of(data);
      }
    }
    return Optional.empty();
  }
}
