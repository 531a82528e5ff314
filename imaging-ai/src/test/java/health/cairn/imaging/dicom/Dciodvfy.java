package health.cairn.imaging.dicom;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The independent judge of written DICOM objects: `dciodvfy` of dicom3tools.
final class Dciodvfy {
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/bin/dciodvfy"), Path.of("/usr/local/bin/dciodvfy"));

  private Dciodvfy() {}

  /// Lines that say "Error"; skips the test where the tool is not installed.
  static List<String> errors(Path file) throws IOException, InterruptedException {
    var tool = PLACES.stream().filter(Files::isExecutable).findFirst();
    assumeTrue(tool.isPresent(), "dciodvfy (dicom3tools) is not installed");
    Process process =
        new ProcessBuilder(tool.get().toString(), file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.lines().filter(line -> line.startsWith("Error")).toList();
  }
}
