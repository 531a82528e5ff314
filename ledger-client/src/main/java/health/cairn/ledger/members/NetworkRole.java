package health.cairn.ledger.members;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// What a member of a network may do, as the contract `InstitutionRegistry` numbers it.
public enum NetworkRole {
  /// Anchor checkpoints.
  ANCHORS(1),
  /// Relay patients' decisions.
  CONSENTS(2),
  /// Record accesses.
  ACCESSES(4),
  /// Vote on changes.
  GOVERNS(8);

  private final int bit;

  NetworkRole(int bit) {
    this.bit = bit;
  }

  /// As people write it.
  public String word() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }

  public static Optional<NetworkRole> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
  }

  /// @return sum of the roles' numbers
  public static int sum(Set<NetworkRole> roles) {
    return roles.stream().mapToInt(role -> role.bit).sum();
  }

  /// @throws IllegalArgumentException for a number that has other roles in it
  public static Set<NetworkRole> in(long sum) {
    Set<NetworkRole> roles = EnumSet.noneOf(NetworkRole.class);
    for (NetworkRole role : values()) {
      if ((sum & role.bit) != 0) {
        roles.add(role);
      }
    }
    if (sum(roles) != sum) {
      throw new IllegalArgumentException("roles that there are not: " + sum);
    }
    return roles;
  }
}
