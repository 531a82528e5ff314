package health.cairn.ledger.access;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.anchor.Outbox;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What waits for the registry of accesses, in the order of adding, for as long as a test runs.
public final class InMemoryAccessOutbox implements Outbox<AccessTask> {
  private final Map<AccessNote, AccessTask> tasks = new LinkedHashMap<>();

  public synchronized void add(AccessNote note) {
    tasks.putIfAbsent(note, AccessTask.prepared(note));
  }

  @Override
  public synchronized void replace(AccessTask seen, AccessTask next) throws LedgerException {
    if (!seen.note().equals(next.note()) || !seen.equals(tasks.get(seen.note()))) {
      throw new LedgerException(Kind.CONFLICT, "somebody else was here");
    }
    tasks.put(next.note(), next);
  }

  @Override
  public synchronized List<AccessTask> waiting() {
    return tasks.values().stream().filter(task -> !task.done()).toList();
  }

  public synchronized List<AccessTask> all() {
    return List.copyOf(tasks.values());
  }
}
