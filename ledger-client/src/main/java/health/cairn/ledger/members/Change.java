package health.cairn.ledger.members;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.merkle.Hash;
import java.util.Set;

/// A change of a network that its governing members vote on.
public sealed interface Change {
  /// An institution is admitted, or its account, roles or key change.
  ///
  /// @param journalKey see [Membership.Member]
  record Put(Hash id, Address account, Set<NetworkRole> roles, Hash journalKey) implements Change {
    public Put {
      roles = Set.copyOf(roles);
    }
  }

  /// An institution is removed.
  record Remove(Hash id) implements Change {}

  /// A contract of the network is at another address from then on.
  ///
  /// @param name ASCII, 1 to 32 characters
  record Replace(String name, Address contract) implements Change {}

  /// Another registry of institutions counts from then on; nobody is a member in this one any more.
  record Succeed(Address successor) implements Change {}

  /// What came of a vote.
  ///
  /// @param change digest of the change in its epoch, the same for all who vote for it
  /// @param votes it has now
  /// @param needed more than half of those who govern
  /// @param applied whether this vote was the last one needed
  record Vote(Hash change, long votes, long needed, boolean applied) {}
}
