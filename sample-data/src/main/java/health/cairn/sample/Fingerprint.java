package health.cairn.sample;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Tells whether the code that makes the patient has changed since it was made, so that a build
/// does not make it again.
final class Fingerprint {
  private static final List<String> MAKERS =
      List.of(
          "health/cairn/sample",
          "health/cairn/imaging/volume",
          "health/cairn/imaging/dicom",
          "health/cairn/fhir/author",
          "health/cairn/fhir/r4");

  private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

  private Fingerprint() {}

  /// SHA-256 over the classes on the class path that have a part in the result.
  static String ofGenerator() throws IOException {
    MessageDigest digest = sha256();
    String classPath = System.getProperty("java.class.path", "");
    for (String element : SEPARATOR.splitAsStream(classPath).toList()) {
      Path path = Path.of(element);
      if (Files.isDirectory(path)) {
        add(path, digest);
      } else if (path.getFileName().toString().startsWith("cairn-")) {
        try (FileSystem jar = FileSystems.newFileSystem(path)) {
          add(jar.getPath("/"), digest);
        }
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(Path root, MessageDigest digest) throws IOException {
    for (String maker : MAKERS) {
      Path folder = root.resolve(maker);
      if (!Files.isDirectory(folder)) {
        continue;
      }
      List<Path> classes;
      try (Stream<Path> walk = Files.walk(folder)) {
        classes = walk.filter(file -> file.toString().endsWith(".class")).sorted().toList();
      }
      for (Path file : classes) {
        digest.update(Files.readAllBytes(file));
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
