package health.cairn.app.monitor;

import health.cairn.app.CairnException;
import health.cairn.app.store.Home;
import health.cairn.ledger.monitor.HeldView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Files with checkpoints that other institutions hold: those in a folder, and those named.
final class HeldFiles {
  /// More are refused.
  private static final int MAX_FILES = 10_000;

  private HeldFiles() {}

  /// Takes one file.
  interface Reader {
    /// @param name for messages
    /// @param bytes at most one more than is taken
    void take(String name, byte[] bytes);
  }

  static void read(Path folder, List<Path> more, Reader reader) throws CairnException {
    List<Path> all = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, Files::isRegularFile)) {
      files.forEach(all::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      all.clear(); // nobody put anything there
    } catch (IOException e) {
      throw unreadable(folder, e);
    } catch (DirectoryIteratorException e) {
      throw unreadable(folder, Objects.requireNonNull(e.getCause()));
    }
    all.sort(null);
    all.addAll(more);
    if (all.size() > MAX_FILES) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "There are more than " + MAX_FILES + " files of checkpoints; remove old ones.");
    }
    for (Path file : all) {
      try (InputStream in = Files.newInputStream(file)) {
        reader.take(String.valueOf(file.getFileName()), in.readNBytes(HeldView.MAX_BYTES + 1));
      } catch (IOException e) {
        throw unreadable(file, e);
      }
    }
  }

  private static CairnException unreadable(Path path, IOException e) {
    return new CairnException(
        CairnException.Kind.REFUSED, path + " cannot be read: " + Home.reason(e) + ".", e);
  }
}
