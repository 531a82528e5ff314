package health.cairn.ledger.monitor;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainReader;
import health.cairn.ledger.merkle.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a monitor asks of a chain. Needs no key. Each call blocks for a bounded time and throws
/// [LedgerException] of kind UNREACHABLE when nobody answers, DISTRUSTED when the answer is not what the
/// right chain would give.
public interface ChainWatch extends ChainReader, AutoCloseable {
  /// The newest block.
  ///
  /// @param time to the second, by the chain's own clock
  record Head(long block, Instant time) {}

  /// A checkpoint that somebody anchored.
  ///
  /// @param sender the account it came from
  /// @param journal see [health.cairn.ledger.journal.Checkpoint#logId]
  /// @param size entries under it
  record Sighting(Address sender, Hash journal, long size, Hash root, long block) {}

  /// Which checkpoints are asked for: of a journal whoever sends them, or of an account whatever it sends.
  record Sought(@Nullable Address sender, @Nullable Hash journal) {
    public static Sought journal(Hash journal) {
      return new Sought(null, journal);
    }

    public static Sought sender(Address sender) {
      return new Sought(sender, null);
    }
  }

  /// One that makes blocks.
  ///
  /// @param proposed blocks it proposed in the range
  record Validator(Address account, long proposed) {}

  /// Host and port of the node that is asked first.
  String name();

  /// @throws LedgerException see above
  Head head() throws LedgerException;

  /// When a block was made.
  Instant timeOf(long block) throws LedgerException;

  /// Checkpoints anchored in blocks `[from, to]`, oldest first.
  List<Sighting> sightings(Sought sought, long from, long to) throws LedgerException;

  /// Who validates now, with what each proposed in blocks `[from, to]`; empty where the node does not say
  /// (no QBFT, or the interface is not switched on).
  Optional<List<Validator>> validators(long from, long to) throws LedgerException;

  @Override
  void close();
}
