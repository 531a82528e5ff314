package health.cairn.ledger.journal;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A journal store that forgets everything with the process: for a look at one study that leaves no
/// home behind, and for tests.
public final class InMemoryJournalStore implements JournalStore {
  private final List<Hash> hashes = new ArrayList<>();
  private final List<@Nullable Opening> openings = new ArrayList<>();
  private final TreeMap<Long, SignedCheckpoint> checkpoints = new TreeMap<>();
  private final TreeMap<Long, TreeMap<String, Cosignature>> cosignatures = new TreeMap<>();
  private final List<KeyChange> keyChanges = new ArrayList<>();

  @Override
  public synchronized long size() {
    return hashes.size();
  }

  @Override
  public synchronized void append(List<Leaf> leaves) throws LedgerException {
    long expected = hashes.size();
    for (Leaf leaf : leaves) {
      if (leaf.index() != expected++) {
        throw new LedgerException(
            Kind.CONFLICT, "The journal has grown to " + hashes.size() + " entries meanwhile.");
      }
    }
    for (Leaf leaf : leaves) {
      hashes.add(leaf.hash());
      openings.add(leaf.opening());
    }
  }

  @Override
  public synchronized List<Hash> leafHashes(long from, long to) {
    Objects.checkFromToIndex(from, to, hashes.size());
    return List.copyOf(hashes.subList((int) from, (int) to));
  }

  @Override
  public synchronized List<StoredLeaf> leaves(long from, long to) {
    Objects.checkFromToIndex(from, to, hashes.size());
    var leaves = new ArrayList<StoredLeaf>();
    for (int i = (int) from; i < to; i++) {
      leaves.add(new StoredLeaf(i, hashes.get(i), openings.get(i)));
    }
    return leaves;
  }

  @Override
  public synchronized Optional<Opening> opening(long index) {
    return Optional.ofNullable(openings.get((int) Objects.checkIndex(index, hashes.size())));
  }

  @Override
  public synchronized void destroyOpening(long index) {
    openings.set((int) Objects.checkIndex(index, hashes.size()), null);
  }

  @Override
  public synchronized void save(SignedCheckpoint checkpoint) throws LedgerException {
    SignedCheckpoint kept = checkpoints.putIfAbsent(checkpoint.checkpoint().size(), checkpoint);
    if (kept != null && !kept.checkpoint().root().equals(checkpoint.checkpoint().root())) {
      throw new LedgerException(
          Kind.INTEGRITY,
          "Two roots for " + kept.checkpoint().size() + " entries: the journal has forked.");
    }
  }

  @Override
  public synchronized Optional<SignedCheckpoint> checkpoint(long size) {
    return Optional.ofNullable(checkpoints.get(size));
  }

  @Override
  public synchronized List<SignedCheckpoint> checkpoints() {
    return List.copyOf(checkpoints.values());
  }

  @Override
  public synchronized Optional<SignedCheckpoint> latestCheckpoint() {
    return checkpoints.isEmpty()
        ? Optional.empty()
        : Optional.of(checkpoints.lastEntry().getValue());
  }

  @Override
  public synchronized void save(long size, Cosignature cosignature) throws LedgerException {
    if (!checkpoints.containsKey(size)) {
      throw new LedgerException(Kind.REFUSED, "No checkpoint of " + size + " entries is kept.");
    }
    cosignatures
        .computeIfAbsent(size, s -> new TreeMap<>())
        .put(cosignature.witness().name(), cosignature);
  }

  @Override
  public synchronized List<Cosignature> cosignatures(long size) {
    return List.copyOf(cosignatures.getOrDefault(size, new TreeMap<>()).values());
  }

  @Override
  public synchronized void save(KeyChange change) throws LedgerException {
    if (change.body().number() != keyChanges.size() + 1) {
      throw new LedgerException(Kind.CONFLICT, "The journal's key was changed meanwhile.");
    }
    keyChanges.add(change);
  }

  @Override
  public synchronized List<KeyChange> keyChanges() {
    return List.copyOf(keyChanges);
  }
}
