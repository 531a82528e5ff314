package health.cairn.ledger.members;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Everything that was ever decided in a network. What was done in it is judged by the members of
/// its day: a later vote makes nothing true and nothing false.
///
/// @param changes the founders', and those that got their votes, oldest first
public record MemberHistory(List<Past> changes) {
  public MemberHistory {
    changes = List.copyOf(changes);
  }

  /// A change that was applied.
  ///
  /// @param block in which it was
  public record Past(long block, Change change) {}

  /// A network at the end of a block; without members and contracts once another had taken its
  /// place.
  ///
  /// @param contracts addresses by name
  public record Day(List<Membership.Member> members, Map<String, Address> contracts) {
    public Day {
      members = List.copyOf(members);
      contracts = Map.copyOf(contracts);
    }
  }

  /// What held when a block ended.
  public Day at(long block) {
    Map<Hash, Membership.Member> members = new LinkedHashMap<>();
    Map<String, Address> contracts = new LinkedHashMap<>();
    for (Past past : changes) {
      if (past.block() > block) {
        continue;
      }
      switch (past.change()) {
        case Change.Put put ->
            members.put(
                put.id(),
                new Membership.Member(put.id(), put.account(), put.roles(), put.journalKey()));
        case Change.Remove remove -> members.remove(remove.id());
        case Change.Replace replace -> contracts.put(replace.name(), replace.contract());
        case Change.Succeed _ -> {
          members.clear();
          contracts.clear();
        }
      }
    }
    return new Day(new ArrayList<>(members.values()), contracts);
  }

  /// Every key that a member's journal ever had here, see [Membership.Member#journalKey].
  public Set<Hash> journalKeys(Hash id) {
    return changes.stream()
        .map(Past::change)
        .filter(change -> change instanceof Change.Put put && put.id().equals(id))
        .map(change -> ((Change.Put) change).journalKey())
        .collect(Collectors.toUnmodifiableSet());
  }
}
