package health.cairn.ledger.members;

import health.cairn.ledger.anchor.Address;
import java.util.Map;
import java.util.Optional;

/// What a network says of one account.
///
/// @param member whose it is; empty where no member uses it
/// @param contracts addresses that the network uses, by the names asked for ("CheckpointRegistry"); zero where it uses none
public record Standing(Optional<Membership.Member> member, Map<String, Address> contracts) {
  public Standing {
    contracts = Map.copyOf(contracts);
  }
}
