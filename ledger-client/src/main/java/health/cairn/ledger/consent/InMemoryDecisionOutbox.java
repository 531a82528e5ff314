package health.cairn.ledger.consent;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.merkle.Hash;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An outbox that forgets everything with the process: for homes that are thrown away, and for tests.
public final class InMemoryDecisionOutbox implements DecisionOutbox {
  private final Map<Hash, DecisionTask> tasks = new LinkedHashMap<>();

  @Override
  public synchronized void addAll(List<DecisionTask> prepared) {
    prepared.forEach(task -> tasks.putIfAbsent(task.id(), task));
  }

  @Override
  public synchronized void removeAll(List<Hash> ids) {
    tasks.values().removeIf(task -> task.done() && ids.contains(task.id()));
  }

  @Override
  public synchronized void replace(DecisionTask seen, DecisionTask next) throws LedgerException {
    if (!seen.id().equals(next.id()) || !seen.equals(tasks.get(seen.id()))) {
      throw new LedgerException(
          Kind.CONFLICT, "Somebody else has worked on the outbox meanwhile; nothing was changed.");
    }
    tasks.put(next.id(), next);
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
