package health.cairn.ledger.anchor;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.merkle.Hash;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An outbox that forgets everything with the process: for homes that are thrown away, and for tests.
public final class InMemoryOutboxStore implements OutboxStore {
  private record Key(Hash logId, long size) {}

  private final Map<Key, AnchorTask> tasks =
      new TreeMap<>(Comparator.comparingLong(Key::size).thenComparing(key -> key.logId().hex()));

  @Override
  public synchronized void add(AnchorTask prepared) throws LedgerException {
    AnchorTask kept = tasks.putIfAbsent(keyOf(prepared), prepared);
    if (kept != null && !kept.root().equals(prepared.root())) {
      throw new LedgerException(
          Kind.INTEGRITY, "Two roots for " + kept.size() + " entries: the journal has forked.");
    }
  }

  @Override
  public synchronized void replace(AnchorTask seen, AnchorTask next) throws LedgerException {
    if (!keyOf(seen).equals(keyOf(next)) || !seen.equals(tasks.get(keyOf(seen)))) {
      throw new LedgerException(
          Kind.CONFLICT, "Somebody else has worked on the outbox meanwhile; nothing was changed.");
    }
    tasks.put(keyOf(next), next);
  }

  @Override
  public synchronized Optional<AnchorTask> find(Hash logId, long size) {
    return Optional.ofNullable(tasks.get(new Key(logId, size)));
  }

  @Override
  public synchronized List<AnchorTask> waiting() {
    return tasks.values().stream().filter(task -> !task.done()).toList();
  }

  @Override
  public synchronized List<AnchorTask> all() {
    return List.copyOf(tasks.values());
  }

  private static Key keyOf(AnchorTask task) {
    return new Key(task.logId(), task.size());
  }
}
