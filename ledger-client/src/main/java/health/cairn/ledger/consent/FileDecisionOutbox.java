package health.cairn.ledger.consent;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.merkle.Hash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An outbox in one file: the SHA-256 of the rest, then one task a line. Each change writes the file
/// anew beside the old one, waits until it is on disk, and puts it in its place; so a kill leaves the
/// old or the new state. What is in it goes on chain anyway, for everybody to read.
///
/// One process at a time; who opens it sees to that.
public final class FileDecisionOutbox implements DecisionOutbox {
  private static final long MAX_BYTES = 64L << 20;

  private final Path file;
  private final Map<Hash, DecisionTask> tasks = new LinkedHashMap<>();

  /// @throws LedgerException kind INTEGRITY when the file is damaged, ENVIRONMENT when it cannot be
  ///     read
  public FileDecisionOutbox(Path file) throws LedgerException {
    this.file = file;
    try {
      if (Files.exists(file)) {
        if (Files.size(file) > MAX_BYTES) {
          throw damaged(null);
        }
        read(Files.readString(file, StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      throw new LedgerException(
          Kind.ENVIRONMENT, "The decisions that wait in " + file + " cannot be read.", e);
    }
  }

  private void read(String text) throws LedgerException {
    int end = text.indexOf('\n');
    if (end != 2 * Hash.BYTES) {
      throw damaged(null);
    }
    String rest = text.substring(end + 1);
    if (!Hash.sha256(rest).hex().equals(text.substring(0, end))) {
      throw damaged(null);
    }
    try {
      for (String line : rest.lines().toList()) {
        DecisionTask task = DecisionLine.parse(line);
        tasks.put(task.id(), task);
      }
    } catch (RuntimeException e) {
      throw damaged(e);
    }
  }

  private LedgerException damaged(@org.jspecify.annotations.Nullable Exception cause) {
    String message =
        "The file "
            + file
            + " with the decisions that wait is damaged; restore it from a backup, or move it away and"
            + " decide again.";
    return cause == null
        ? new LedgerException(Kind.INTEGRITY, message)
        : new LedgerException(Kind.INTEGRITY, message, cause);
  }

  @Override
  public synchronized void addAll(List<DecisionTask> prepared) throws LedgerException {
    var changed = new LinkedHashMap<>(tasks);
    prepared.forEach(task -> changed.putIfAbsent(task.id(), task));
    if (changed.size() > tasks.size()) {
      write(changed);
    }
  }

  @Override
  public synchronized void removeAll(List<Hash> ids) throws LedgerException {
    var changed = new LinkedHashMap<>(tasks);
    boolean removed = changed.values().removeIf(task -> task.done() && ids.contains(task.id()));
    if (removed) {
      write(changed);
    }
  }

  @Override
  public synchronized void replace(DecisionTask seen, DecisionTask next) throws LedgerException {
    if (!seen.id().equals(next.id()) || !seen.equals(tasks.get(seen.id()))) {
      throw new LedgerException(
          Kind.CONFLICT, "Somebody else has worked on the outbox meanwhile; nothing was changed.");
    }
    var changed = new LinkedHashMap<>(tasks);
    changed.put(next.id(), next);
    write(changed);
  }

  private void write(Map<Hash, DecisionTask> changed) throws LedgerException {
    var rest = new StringBuilder();
    changed.values().forEach(each -> rest.append(DecisionLine.of(each)).append('\n'));
    String text = Hash.sha256(rest.toString()).hex() + "\n" + rest;
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      try (FileChannel out =
          FileChannel.open(
              fresh,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text);
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new LedgerException(
          Kind.ENVIRONMENT, "The decisions that wait in " + file + " cannot be written.", e);
    }
    tasks.clear();
    tasks.putAll(changed);
  }

  @Override
  public synchronized Optional<DecisionTask> find(Hash id) {
    return Optional.ofNullable(tasks.get(id));
  }

  @Override
  public synchronized List<DecisionTask> waiting() {
    return tasks.values().stream().filter(task -> !task.done()).toList();
  }

  @Override
  public synchronized List<DecisionTask> all() {
    return List.copyOf(tasks.values());
  }
}
