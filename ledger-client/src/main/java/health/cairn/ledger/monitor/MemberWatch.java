package health.cairn.ledger.monitor;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.members.Membership;
import health.cairn.ledger.members.NetworkRole;
import health.cairn.ledger.members.Standing;
import health.cairn.ledger.merkle.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Whether the network counts what this home says. The registry of checkpoints takes anybody's: who is not a member, or anchors in
/// one that was voted out, has receipts that nobody who asks for members accepts.
public final class MemberWatch {
  private MemberWatch() {}

  /// @param used contracts that the home's settings name, by their names in the network
  /// @param journalKey SHA-256 of the key the journal is signed with, as hexadecimal digits
  public static List<Alarm> run(
      Standing network, Map<String, Address> used, Hash journalKey, Instant now) {
    List<Alarm> alarms = new ArrayList<>();
    Optional<Membership.Member> member = network.member();
    if (member.isEmpty()) {
      alarms.add(alarm("account", "No member of the network uses this home's account.", now));
    } else {
      if (!member.get().roles().contains(NetworkRole.ANCHORS)) {
        alarms.add(alarm("role", "The network does not let this home's account anchor.", now));
      }
      if (!member.get().journalKey().equals(journalKey)) {
        alarms.add(
            alarm(
                "key",
                "The network has another key for this home's journal than it signs with.",
                now));
      }
    }
    used.forEach(
        (name, address) -> {
          if (!address.equals(network.contracts().get(name))) {
            alarms.add(
                alarm(
                    name,
                    "The settings name a %s that the network does not use.".formatted(name),
                    now));
          }
        });
    return List.copyOf(alarms);
  }

  private static Alarm alarm(String subject, String sentence, Instant now) {
    return new Alarm(Alarm.Kind.NOT_COUNTED, subject, now, sentence);
  }
}
