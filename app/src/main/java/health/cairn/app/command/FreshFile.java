package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.store.Home;
import health.cairn.app.store.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file that a command writes: beside its place first, so that what was there stays whole until the
/// new one is, and asked for before anything is done for it.
final class FreshFile implements AutoCloseable {
  private final String option;
  private final Path target;
  private final Path fresh;

  private FreshFile(String option, Path target) {
    this.option = option;
    this.target = target;
    this.fresh = target.resolveSibling(target.getFileName() + ".new");
  }

  /// @param option as the user wrote it
  /// @throws CairnException REFUSED where it cannot be written
  static FreshFile of(String option, Path file) throws CairnException {
    Path target = file.toAbsolutePath().normalize();
    if (Files.isDirectory(target)) {
      throw new CairnException(
          CairnException.Kind.REFUSED, option + " " + file + " is a folder; name a file.");
    }
    FreshFile made = new FreshFile(option, target);
    try {
      Files.write(made.fresh, new byte[0]);
      return made;
    } catch (IOException e) {
      throw made.failure(e);
    }
  }

  /// One that its owner alone can read.
  ///
  /// @param option as the user wrote it
  /// @throws CairnException REFUSED where it cannot be written
  static FreshFile ownerOnly(String option, Path file) throws CairnException {
    FreshFile made = of(option, file);
    try {
      OwnerOnly.narrowFile(made.fresh);
      return made;
    } catch (IOException e) {
      throw made.failure(e);
    }
  }

  void write(byte[] content) throws CairnException {
    try {
      Files.write(fresh, content);
      Files.move(fresh, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private CairnException failure(IOException e) {
    return new CairnException(
        CairnException.Kind.REFUSED,
        option + " " + target + " cannot be written: " + Home.reason(e) + ".",
        e);
  }

  /// Leaves nothing beside the file.
  @Override
  public void close() throws CairnException {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "The file " + fresh + " cannot be removed: " + Home.reason(e) + ".",
          e);
    }
  }
}
