package health.cairn.sample;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/// The archives that the build made, unpacked for tests.
final class Bundled {
  private Bundled() {}

  static void unpack(Path folder) throws IOException, SampleException {
    unpack(SamplePatient.bundledZip(), folder);
    unpack(SamplePatient.bundledTruthZip(), folder);
  }

  private static void unpack(InputStream archive, Path folder) throws IOException {
    try (archive;
        ZipInputStream zip = new ZipInputStream(archive)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(zip, file);
      }
    }
  }
}
