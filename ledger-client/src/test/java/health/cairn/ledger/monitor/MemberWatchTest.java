package health.cairn.ledger.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.members.Membership;
import health.cairn.ledger.members.NetworkRole;
import health.cairn.ledger.members.Standing;
import health.cairn.ledger.merkle.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MemberWatchTest {
  private static final Address ACCOUNT = new Address("0x" + "ab".repeat(20));
  private static final Address REGISTRY = new Address("0x" + "cd".repeat(20));
  private static final Address OTHER = new Address("0x" + "ef".repeat(20));
  private static final Hash KEY = Hash.sha256("key");

  private static List<String> subjects(Optional<Membership.Member> member, Address used) {
    return MemberWatch.run(
            new Standing(member, Map.of(Membership.CHECKPOINTS, REGISTRY)),
            Map.of(Membership.CHECKPOINTS, used),
            KEY,
            Instant.EPOCH)
        .stream()
        .map(Alarm::subject)
        .toList();
  }

  private static Optional<Membership.Member> member(Set<NetworkRole> roles, Hash key) {
    return Optional.of(new Membership.Member(Hash.sha256("us"), ACCOUNT, roles, key));
  }

  @Test
  void run_namesEachReasonWhyNothingCounts() {
    Set<NetworkRole> anchors = Set.of(NetworkRole.ANCHORS);
    assertEquals(List.of(), subjects(member(anchors, KEY), REGISTRY));
    assertEquals(List.of("account"), subjects(Optional.empty(), REGISTRY));
    assertEquals(List.of("role"), subjects(member(Set.of(NetworkRole.GOVERNS), KEY), REGISTRY));
    assertEquals(List.of("key"), subjects(member(anchors, Hash.sha256("old")), REGISTRY));
    assertEquals(
        List.of(Membership.CHECKPOINTS), subjects(member(anchors, KEY), OTHER), "voted out");
  }
}
