package health.cairn.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplePatientTest {
  @TempDir Path folder;

  @Test
  void writeTo_sameBytesAsTheBuildMadeWhenTheSeedIsTheSame() throws Exception {
    Path bundled = folder.resolve("bundled");
    Path again = folder.resolve("again");
    Bundled.unpack(bundled);
    SamplePatient.generate(SamplePatient.BUNDLED_SEED).writeTo(again);
    Map<String, String> expected = digests(bundled);
    Map<String, String> made = digests(again);
    assertEquals(expected.keySet(), made.keySet());
    expected.forEach((file, digest) -> assertEquals(digest, made.get(file), file));
  }

  @Test
  void bundledZip_smallEnoughToShip() throws Exception {
    try (InputStream zip = SamplePatient.bundledZip()) {
      long bytes = zip.transferTo(OutputStream.nullOutputStream());
      assertTrue(bytes < 15_000_000, bytes + " bytes");
    }
  }

  private static Map<String, String> digests(Path root) throws Exception {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        digests.put(root.relativize(file).toString(), sha256(file));
      }
    }
    return digests;
  }

  private static String sha256(Path file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
  }
}
