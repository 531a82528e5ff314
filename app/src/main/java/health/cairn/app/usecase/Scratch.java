package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.store.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A temporary folder, readable by its owner only, that is gone when it is closed.
///
/// It holds what an archive unpacks to, in the clear. So the folder of a process that was killed is
/// removed when the next one is made: a lock that died with its process tells them from those in use.
///
/// @param directory where files may be put
/// @param inUse the lock, held until this is closed
public record Scratch(Path directory, FileChannel inUse) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Scratch.class);
  private static final String PREFIX = "cairn-scratch-";
  private static final String LOCK = "in-use";

  /// What the lock file holds once it was locked: whoever finds it empty came before that.
  private static final byte[] LOCKED = {1};

  /// Folders of this process. Their locks are never probed: closing any channel of a file gives up
  /// every lock that the process holds on it (POSIX fcntl).
  private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

  public static Scratch create() throws CairnException {
    return create(Path.of(System.getProperty("java.io.tmpdir")));
  }

  static Scratch create(Path parent) throws CairnException {
    try {
      removeAbandoned(parent);
      Path directory = Files.createTempDirectory(parent, PREFIX);
      OURS.add(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve(LOCK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      channel.lock();
      channel.write(ByteBuffer.wrap(LOCKED));
      return new Scratch(directory, channel);
    } catch (IOException e) {
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "No temporary folder can be made in " + parent + ": " + Home.reason(e) + ".",
          e);
    }
  }

  private static void removeAbandoned(Path parent) {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
      for (Path folder : folders) {
        if (!OURS.contains(folder)
            && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && isAbandoned(folder)) {
          remove(folder);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      LOG.debug("{} cannot be searched for abandoned folders", parent, e);
    }
  }

  /// A folder whose lock file is missing or empty is just being made, and is left alone; so is one of
  /// another user, whose lock cannot be opened.
  private static boolean isAbandoned(Path folder) {
    try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null && channel.size() > 0;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      LOG.debug("the temporary folder {} is not ours to look into", folder, e);
      return false;
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("the temporary folder {} could not be removed", folder, e);
    }
  }

  @Override
  public void close() {
    try {
      inUse.close();
    } catch (IOException e) {
      LOG.warn("the lock of the temporary folder {} could not be closed", directory, e);
    }
    remove(directory);
    OURS.remove(directory);
  }
}
