package health.cairn.app.access;

import health.cairn.app.desk.consent.ConsentDecision;
import java.time.Duration;
import java.util.Optional;

/// What the ledger knows of a patient's decision: what was read last, with its age. Waits for a network only where nothing
/// was ever read, and then for a moment.
@FunctionalInterface
public interface LedgerGrants {
  /// Of a home that no ledger is set up for.
  LedgerGrants NONE = decision -> new Standing.NoLedger();

  Standing of(ConsentDecision decision);

  /// The same of a grant that came with a patient's data from elsewhere.
  default Standing received(ReceivedGrant grant) {
    return new Standing.NoLedger();
  }

  /// The ledger's word on one decision.
  sealed interface Standing {
    /// No ledger is set up here.
    record NoLedger() implements Standing {}

    /// The decision was made here and waits to be sent.
    ///
    /// @param age of the decision
    record Waiting(Duration age) implements Standing {}

    /// @param age of the answer
    record InForce(Duration age) implements Standing {}

    /// The grant was withdrawn or has expired on the ledger.
    ///
    /// @param age of the answer
    record Ended(Duration age) implements Standing {}

    /// The ledger does not have it, or never answered.
    record Unknown() implements Standing {}

    /// For people.
    default String words() {
      return switch (this) {
        case NoLedger none -> "no ledger";
        case Waiting waiting -> "not told yet";
        case InForce held -> "in force";
        case Ended ended -> "ended";
        case Unknown unknown -> "not confirmed";
      };
    }

    /// How old the ledger's answer is; empty where it gave none.
    default Optional<Duration> answered() {
      return switch (this) {
        case InForce held -> Optional.of(held.age());
        case Ended ended -> Optional.of(ended.age());
        case NoLedger none -> Optional.empty();
        case Waiting waiting -> Optional.empty();
        case Unknown unknown -> Optional.empty();
      };
    }

    /// How long ago something was asked, in words.
    static String ago(Duration age) {
      return age.toHours() < 1 ? "within the hour" : age.toHours() + " h ago";
    }
  }
}
