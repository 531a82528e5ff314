package health.cairn.ledger.members;

import health.cairn.ledger.LedgerException;

/// Asks a network who its members were, and are. Needs no key. Each question blocks for a bounded
/// time.
@FunctionalInterface
public interface MemberReader {
  /// @throws LedgerException kind UNREACHABLE or DISTRUSTED
  MemberHistory history() throws LedgerException;
}
