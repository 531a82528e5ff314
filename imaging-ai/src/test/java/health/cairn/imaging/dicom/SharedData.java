package health.cairn.imaging.dicom;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/// Real images beside the checkout; tests on them are skipped, with the reason, where they are not.
final class SharedData {
  private SharedData() {}

  /// @param name below `shared/data`
  static Path folder(String name) {
    Path found = find(name);
    assumeTrue(found != null, "shared/data/" + name + " is not here");
    return found;
  }

  private static Path find(String name) {
    String property = System.getProperty("cairn.shared", System.getenv("CAIRN_SHARED"));
    if (property != null) {
      Path given = Path.of(property).resolve("data").resolve(name);
      return Files.exists(given) ? given : null;
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path candidate = at.resolve("shared/data").resolve(name);
      if (Files.exists(candidate)) return candidate;
    }
    return null;
  }
}
