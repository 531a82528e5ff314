package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.access.AccessReader;
import health.cairn.ledger.consent.WatchKey;
import health.cairn.ledger.merkle.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a patient's watcher sees: the flags of accesses without a grant, found by their tags. Needs no
/// account. Thread-safe; close it when done.
public final class BreakGlassWatch implements AutoCloseable {
  private static final int MAX_FLAGS = 1000;

  private final AccessReader registry;

  /// @param number of the flag, from 1
  /// @param entry commitment to the journal's entry, which the institution can be asked to open
  /// @param block in which it was flagged
  /// @param time of that block
  public record Flag(long number, Hash entry, long block, Instant time) {}

  /// @param config its contract is the registry of accesses
  /// @throws LedgerException kind ENVIRONMENT when what the config names cannot be used
  public BreakGlassWatch(ChainConfig config) throws LedgerException {
    this.registry = new BesuAccessReader(config);
  }

  /// The flags from a number on, until the first that is not there; at most 1,000.
  ///
  /// @param institution its number in the registry of institutions
  /// @throws LedgerException kind UNREACHABLE or DISTRUSTED; that nothing was flagged is an empty list, and
  ///     never what a failure looks like
  public List<Flag> since(Hash institution, WatchKey key, long number) throws LedgerException {
    var flags = new ArrayList<Flag>();
    while (flags.size() < MAX_FLAGS) {
      long next = number + flags.size();
      Optional<AccessReader.Flag> found = registry.flag(institution, key.tag(next));
      if (found.isEmpty()) {
        break;
      }
      AccessReader.Flag flag = found.get();
      flags.add(new Flag(next, flag.entry(), flag.block(), flag.time()));
    }
    return List.copyOf(flags);
  }

  @Override
  public void close() {
    registry.close();
  }
}
