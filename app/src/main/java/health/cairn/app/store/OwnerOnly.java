package health.cairn.app.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files and folders that their owner alone can read, where the file system knows owners as POSIX does;
/// elsewhere what the home's folder passes on applies.
public final class OwnerOnly {
  private static final String FOLDER = "rwx------";
  private static final String FILE = "rw-------";

  private OwnerOnly() {}

  /// Makes a folder and those above it; one that is there is narrowed to its owner.
  static void createDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, attributes(directory, FOLDER));
    }
    narrow(directory, FOLDER);
  }

  /// Opens a file that must not be there yet, for writing.
  static FileChannel newFile(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        attributes(file, FILE));
  }

  /// Narrows a file that somebody else made.
  public static void narrowFile(Path file) throws IOException {
    narrow(file, FILE);
  }

  private static void narrow(Path path, String permissions) throws IOException {
    if (isPosix(path)
        && !Files.getPosixFilePermissions(path)
            .equals(PosixFilePermissions.fromString(permissions))) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
