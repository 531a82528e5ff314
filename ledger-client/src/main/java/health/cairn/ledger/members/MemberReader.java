package health.cairn.ledger.members;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import java.util.Optional;

/// Asks a network who anchors in it. Needs no key. Blocks for a bounded time.
public interface MemberReader {
  /// Where the network's own registry of checkpoints is; empty where it lists none.
  ///
  /// @throws LedgerException kind UNREACHABLE or DISTRUSTED
  Optional<Address> checkpoints() throws LedgerException;

  /// The member that may anchor from an account; empty where there is none.
  ///
  /// @throws LedgerException kind UNREACHABLE or DISTRUSTED
  Optional<Membership.Member> anchoringFrom(Address account) throws LedgerException;
}
