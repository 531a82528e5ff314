package health.cairn.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes, at build time, the archives that the program carries, unless they were made by the same
/// code before. The build calls [#main].
final class BundleMaker {
  private static final LocalDateTime STAMP = LocalDateTime.of(2026, 11, 22, 0, 0);

  private BundleMaker() {}

  /// @param arguments the folder to write `patient.zip` and `truth.zip` to, and one to work in
  public static void main(String[] arguments) throws IOException, SampleException {
    Path target = Files.createDirectories(Path.of(arguments[0]));
    Path work = Files.createDirectories(Path.of(arguments[1]));
    Path patient = target.resolve("patient.zip");
    Path truth = target.resolve("truth.zip");
    Path made = work.resolve("made-by");
    String maker = Fingerprint.ofGenerator();
    boolean fresh =
        Files.exists(patient)
            && Files.exists(truth)
            && Files.exists(made)
            && Files.readString(made).equals(maker);
    if (fresh) {
      return;
    }
    // What another version left there would be packed, too.
    clear(work);
    SamplePatient.generate(SamplePatient.BUNDLED_SEED).writeTo(work);
    zip(work, List.of("dicom", "fhir"), patient);
    zip(work, List.of("truth"), truth);
    Files.writeString(made, maker);
  }

  private static void clear(Path folder) throws IOException {
    List<Path> old;
    try (Stream<Path> walk = Files.walk(folder)) {
      old = walk.sorted(Comparator.reverseOrder()).filter(path -> !path.equals(folder)).toList();
    }
    for (Path path : old) {
      Files.delete(path);
    }
  }

  private static void zip(Path root, List<String> folders, Path archive) throws IOException {
    try (OutputStream out = Files.newOutputStream(archive);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String folder : folders) {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root.resolve(folder))) {
          files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
          ZipEntry entry = new ZipEntry(root.relativize(file).toString().replace('\\', '/'));
          entry.setTimeLocal(STAMP);
          zip.putNextEntry(entry);
          Files.copy(file, zip);
          zip.closeEntry();
        }
      }
    }
  }
}
