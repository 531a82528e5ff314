package health.cairn.app.models;

import health.cairn.app.CairnException;
import health.cairn.app.store.Home;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// One hash for a folder of cases: SHA-256 over each file's path in the folder, a zero byte and its SHA-256,
/// in the order of the paths.
final class DatasetDigest {
  private DatasetDigest() {}

  static String of(Path dataset) throws CairnException {
    MessageDigest all = sha256();
    // Links are followed, as the evaluation follows them: what it read is what the hash is of.
    try (Stream<Path> found = Files.walk(dataset, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> files = found.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        String name = dataset.relativize(file).toString().replace('\\', '/');
        all.update(name.getBytes(StandardCharsets.UTF_8));
        all.update((byte) 0);
        all.update(of(file, sha256()));
      }
      return HexFormat.of().formatHex(all.digest());
    } catch (UncheckedIOException e) {
      throw unreadable(dataset, Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw unreadable(dataset, e);
    }
  }

  private static CairnException unreadable(Path dataset, IOException e) {
    return new CairnException(
        CairnException.Kind.REFUSED,
        "The data set " + dataset + " cannot be read: " + Home.reason(e) + ".",
        e);
  }

  private static byte[] of(Path file, MessageDigest digest) throws IOException {
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(java.io.OutputStream.nullOutputStream());
      return digest.digest();
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
