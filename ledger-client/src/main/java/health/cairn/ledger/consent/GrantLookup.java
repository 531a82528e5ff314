package health.cairn.ledger.consent;

import java.time.Instant;

/// What a chain answered when it was asked for a grant.
public sealed interface GrantLookup {
  /// What the contract says.
  enum State {
    /// Nothing was ever granted.
    UNKNOWN,
    GRANTED,
    WITHDRAWN,
    EXPIRED
  }

  /// The contract is there and answered.
  ///
  /// @param seq number of the newest grant; zero if there was none
  /// @param until when it ends, exclusive; [Instant#EPOCH] if there was none
  /// @param withdrawnUpTo grants up to this number are withdrawn
  /// @param head time of the newest block that who answered has: what was said since is not in the answer
  record Found(State state, long seq, Instant until, long withdrawnUpTo, Instant head)
      implements GrantLookup {
    /// Of a registry that took the place of another. What the older one says holds while this one knows nothing, and a
    /// withdrawal holds wherever the patient said it.
    ///
    /// @param older what the registry before says of the same grant
    public Found after(Found older) {
      if (state == State.UNKNOWN) {
        return older;
      }
      return state == State.GRANTED && older.withdrawnUpTo >= seq
          ? new Found(State.WITHDRAWN, seq, until, older.withdrawnUpTo, head)
          : this;
    }
  }

  /// Nobody answers.
  ///
  /// @param reason in one sentence
  record Unreachable(String reason) implements GrantLookup {}

  /// Somebody answers, but not what the right chain would.
  ///
  /// @param reason in one sentence
  record Distrusted(String reason) implements GrantLookup {}
}
