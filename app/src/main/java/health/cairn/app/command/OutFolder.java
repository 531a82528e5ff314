package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.store.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder that `--out` names. Results are written into a folder beside it and moved into place when
/// they are all there: a run that fails leaves what was there before it.
final class OutFolder implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutFolder.class);

  private final Path target;
  private final Path staging;
  private final Deque<Path> madeAbove;

  private OutFolder(Path target, Path staging, Deque<Path> madeAbove) {
    this.target = target;
    this.staging = staging;
    this.madeAbove = madeAbove;
  }

  /// Asks, before any work is done, whether the folder can be written.
  ///
  /// @throws CairnException REFUSED where it cannot
  static OutFolder open(Path out) throws CairnException {
    Path target = out.toAbsolutePath().normalize();
    if (Files.exists(target) && !Files.isDirectory(target)) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "--out " + out + " is a file; name a folder.");
    }
    Path name = target.getFileName();
    Path parent = target.getParent();
    if (name == null || parent == null) {
      throw new CairnException(
          CairnException.Kind.REFUSED, "--out " + out + " is no place for results; name a folder.");
    }
    Deque<Path> made = new ArrayDeque<>();
    Path staging = parent.resolve("." + name + "." + UUID.randomUUID());
    try {
      Deque<Path> missing = new ArrayDeque<>();
      for (Path above = parent; above != null && !Files.exists(above); above = above.getParent()) {
        missing.push(above);
      }
      for (Path folder : missing) {
        Files.createDirectory(folder);
        made.push(folder);
      }
      if (Files.isDirectory(target)) {
        // The folder itself takes the files in the end, so it must be writable as well.
        Files.delete(Files.createTempFile(target, ".cairn", ""));
      }
      Files.createDirectory(staging);
      return new OutFolder(target, staging, made);
    } catch (IOException e) {
      removeEmpty(made);
      throw new CairnException(
          CairnException.Kind.REFUSED,
          "Nothing can be written to --out " + out + ": " + Home.reason(e) + ".",
          e);
    }
  }

  /// Where to write meanwhile.
  Path staging() {
    return staging;
  }

  /// The folder as it was named, absolute.
  Path target() {
    return target;
  }

  /// Puts the results in place.
  ///
  /// @param stale names that an earlier run may have left and this one did not write
  void commit(List<String> stale) throws IOException {
    if (!Files.exists(target)) {
      Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
    } else {
      for (String name : stale) {
        remove(target.resolve(name));
      }
      for (Path fresh : list(staging)) {
        Path there = target.resolve(fresh.getFileName().toString());
        remove(there);
        Files.move(fresh, there);
      }
      Files.delete(staging);
    }
    madeAbove.clear();
  }

  /// Removes what was not committed.
  @Override
  public void close() {
    try {
      remove(staging);
    } catch (IOException e) {
      LOG.warn("the unfinished results in {} could not be removed", staging, e);
    }
    removeEmpty(madeAbove);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void remove(Path path) throws IOException {
    if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void removeEmpty(Deque<Path> folders) {
    for (Path folder : folders) {
      try {
        Files.deleteIfExists(folder);
      } catch (IOException e) {
        LOG.warn("the folder {} could not be removed", folder, e);
      }
    }
  }
}
