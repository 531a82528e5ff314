package health.cairn.ledger.access;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.merkle.Hash;
import java.time.Instant;
import java.util.Optional;

/// What a registry of accesses holds. Needs no key. Each call blocks for a bounded time and throws
/// [LedgerException] of kind UNREACHABLE when nobody answers, DISTRUSTED when the answer is not what the
/// right chain would give; that something is not there is never what a failure looks like.
///
/// Institutions go by their numbers, as the registry of institutions has them.
public interface AccessReader extends AutoCloseable {
  /// A batch as the chain has it.
  ///
  /// @param count accesses in it
  record Batch(Hash root, long count, long block) {}

  /// A flag as the chain has it.
  ///
  /// @param entry commitment to the journal's entry
  /// @param time of the block
  record Flag(Hash entry, long block, Instant time) {}

  /// The number of an institution's newest batch; zero where it has none.
  long latest(Hash institution) throws LedgerException;

  /// @param number of the batch, from 1
  Optional<Batch> batch(Hash institution, long number) throws LedgerException;

  /// @param tag see [AccessNote.Flag]
  Optional<Flag> flag(Hash institution, Hash tag) throws LedgerException;

  @Override
  void close();
}
