package health.cairn.ledger.journal;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.merkle.Hash;
import java.util.List;
import java.util.Optional;

/// Where a journal lives. Everything it hands out was committed. Every implementation passes
/// `JournalStoreContract` (in this module's test jar).
///
/// Thread-safe. A failing store throws [LedgerException] of kind ENVIRONMENT; something stored that
/// cannot be read back as what it was is INTEGRITY.
public interface JournalStore extends JournalWriter {
  /// Leaf hashes `[from, to)`, in order.
  ///
  /// @throws IndexOutOfBoundsException unless `0 <= from <= to <= size()`
  List<Hash> leafHashes(long from, long to) throws LedgerException;

  /// Leaves `[from, to)` with their openings, in order.
  ///
  /// @throws IndexOutOfBoundsException unless `0 <= from <= to <= size()`
  List<StoredLeaf> leaves(long from, long to) throws LedgerException;

  /// The opening of a leaf; empty when it was destroyed.
  ///
  /// @throws IndexOutOfBoundsException unless `0 <= index < size()`
  Optional<Opening> opening(long index) throws LedgerException;

  /// Destroys an opening for good; the leaf's hash stays, so every proof of its neighbours still
  /// holds. Destroying it again changes nothing.
  ///
  /// @throws IndexOutOfBoundsException unless `0 <= index < size()`
  void destroyOpening(long index) throws LedgerException;

  /// Keeps a signed checkpoint. Where one of that size and root is kept already, that one stays.
  ///
  /// @throws LedgerException kind INTEGRITY when another root is kept for that size
  void save(SignedCheckpoint checkpoint) throws LedgerException;

  /// The checkpoint of exactly that size.
  Optional<SignedCheckpoint> checkpoint(long size) throws LedgerException;

  /// Every checkpoint kept, smallest size first.
  List<SignedCheckpoint> checkpoints() throws LedgerException;

  /// The checkpoint of the largest size.
  Optional<SignedCheckpoint> latestCheckpoint() throws LedgerException;

  /// Keeps a cosignature of a checkpoint; a witness's later one takes the place of its earlier one.
  ///
  /// @param size entries under the checkpoint
  /// @throws LedgerException kind REFUSED when no checkpoint of that size is kept
  void save(long size, Cosignature cosignature) throws LedgerException;

  /// The cosignatures of the checkpoint of exactly that size, by the witnesses' names.
  List<Cosignature> cosignatures(long size) throws LedgerException;

  /// Keeps a change of the journal's key.
  ///
  /// @throws LedgerException kind CONFLICT when its number does not follow the last one
  void save(KeyChange change) throws LedgerException;

  /// Every change of the journal's key, in order.
  List<KeyChange> keyChanges() throws LedgerException;
}
