package health.cairn.app.desk.consent;

import health.cairn.app.CairnException;
import java.time.Instant;
import java.util.List;

/// What patients decided and the ledger does not know yet. A line is written in the transaction that stores the
/// decision; it waits until a sender has seen the grant or its end on the chain. Nothing here was anchored
/// before [#settled] says so.
public interface GrantOutbox {

  /// What the ledger is to learn.
  enum Change {
    /// A yes: somebody may do something from now on.
    GRANTED,
    /// The end of a yes.
    ENDED
  }

  /// @param number grows; ends come after the grants they end
  record Waiting(long number, Change change, ConsentDecision decision, Instant since) {}

  /// Oldest first.
  List<Waiting> waiting(int limit) throws CairnException;

  /// The chain has it.
  ///
  /// @param receipt transaction and block, as the sender writes them; at most 400 characters
  void settled(long number, String receipt) throws CairnException;
}
