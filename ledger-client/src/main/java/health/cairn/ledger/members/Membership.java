package health.cairn.ledger.members;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.merkle.Hash;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A network as its registry of institutions has it.
///
/// @param epoch grows by one with each change; a vote counts in one epoch only
/// @param governing how many members vote
/// @param members in the order in which they came
/// @param contracts addresses by name ("CheckpointRegistry")
/// @param open changes that have votes in this epoch and not enough, by their digests
public record Membership(
    long epoch,
    long governing,
    List<Member> members,
    Map<String, Address> contracts,
    Map<Hash, Long> open) {
  /// What a network calls its registry of checkpoints.
  public static final String CHECKPOINTS = "CheckpointRegistry";

  public Membership {
    members = List.copyOf(members);
    contracts = Map.copyOf(contracts);
    open = Map.copyOf(open);
  }

  /// @param id the institution's number in the network
  /// @param journalKey SHA-256 of the key its journal is signed with, as hexadecimal digits
  public record Member(Hash id, Address account, Set<NetworkRole> roles, Hash journalKey) {
    public Member {
      roles = Set.copyOf(roles);
    }
  }
}
