package health.cairn.ledger.monitor;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.consent.Decision;
import health.cairn.ledger.consent.GrantKey;
import health.cairn.ledger.consent.GrantLookup;
import health.cairn.ledger.merkle.Hash;
import java.util.List;
import java.util.Optional;

/// What a monitor asks of a registry of consent. Needs no key. Each call blocks for a bounded time and throws
/// [LedgerException] of kind UNREACHABLE when nobody answers, DISTRUSTED when the answer is not what the right chain would
/// give.
public interface DecisionChain extends AutoCloseable {
  /// Something that the registry took.
  ///
  /// @param digest what was signed; empty for a statement that nobody here would sign
  /// @param transaction that brought it
  record Statement(Optional<Hash> digest, long block, Hash transaction) {}

  /// What the registry took in blocks `[from, to]`, oldest first.
  List<Statement> statements(long from, long to) throws LedgerException;

  /// The account that a transaction came from.
  Address sender(Hash transaction) throws LedgerException;

  /// What it says of a grant.
  GrantLookup.Found grant(GrantKey key) throws LedgerException;

  /// Whether it has this statement, or a later one in its place.
  default boolean holds(Decision.Grant grant) throws LedgerException {
    GrantLookup.Found found = grant(grant.key());
    return found.seq() >= grant.seq() || found.withdrawnUpTo() >= grant.seq();
  }

  /// Whether it has this statement, or one that withdraws more.
  default boolean holds(Decision.Withdrawal withdrawal) throws LedgerException {
    return grant(withdrawal.key()).withdrawnUpTo() >= withdrawal.seq();
  }

  @Override
  void close();
}
