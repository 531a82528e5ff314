package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the shared data of this project, which is not part of the repository.
public final class SharedData {
  private SharedData() {}

  /// The file or folder; a test that asks is skipped, with the reason, where it is not there.
  public static Path require(String relative) {
    String named = System.getProperty("cairn.shared", System.getenv("CAIRN_SHARED"));
    if (named != null) {
      Path path = Path.of(named, "data", relative);
      return Files.exists(path) ? path : abort("there is no " + path);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path path = at.resolve("shared/data").resolve(relative);
      if (Files.exists(path)) {
        return path;
      }
    }
    return abort("no folder shared/data/" + relative + " above the working directory");
  }
}
