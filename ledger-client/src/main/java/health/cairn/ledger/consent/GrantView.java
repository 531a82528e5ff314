package health.cairn.ledger.consent;

import java.time.Duration;
import java.time.Instant;

/// May this institution open it? Only [Permitted] means yes.
public sealed interface GrantView {
  /// Whether it may be opened.
  default boolean permits() {
    return this instanceof Permitted;
  }

  /// The chain said so.
  ///
  /// @param until when the grant ends, exclusive
  /// @param age how long ago the chain said so; to be shown
  record Permitted(Instant until, Duration age) implements GrantView {}

  /// The patient withdrew it, on chain or in a decision that still waits here.
  ///
  /// @param age how long ago the chain said so; zero for a decision that waits here
  /// @param upTo number of the last statement that is withdrawn
  record Withdrawn(Duration age, long upTo) implements GrantView {}

  /// It has come to its end.
  ///
  /// @param until when
  record Expired(Instant until) implements GrantView {}

  /// The chain knows of no such grant.
  ///
  /// @param age how long ago it said so
  record Unknown(Duration age) implements GrantView {}

  /// The chain does not answer, and what it last said is too old to go by, or was never heard.
  ///
  /// @param reason why it does not answer, in one sentence
  record Stale(String reason) implements GrantView {}
}
