package health.cairn.app.desk.consent;

import health.cairn.app.CairnException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
  /// @param statement number under which it counts on the chain; grows for one patient
  record Waiting(long number, Change change, ConsentDecision decision, long statement) {}

  /// Oldest first.
  ///
  /// @param after only those with a greater number
  List<Waiting> waiting(long after, int limit) throws CairnException;

  /// How much waits.
  int count() throws CairnException;

  /// Whether a decision or its end waits.
  boolean waits(String consentId) throws CairnException;

  /// Whether a decision or its end waits that no registry was ever told.
  boolean unheard(String consentId) throws CairnException;

  /// The number under which a yes counts on the chain; empty for what never went there.
  OptionalLong statement(String consentId) throws CairnException;

  /// Whether the end of some yes waits.
  boolean endWaits() throws CairnException;

  /// The chain has it.
  ///
  /// @param registry which one, as chain id and address with a slash between
  /// @param receipt transaction and block, as the sender writes them; at most 400 characters
  void settled(long number, String registry, String receipt) throws CairnException;

  /// The chain will never take it.
  ///
  /// @param reason for people; at most 400 characters
  void refused(long number, String reason) throws CairnException;

  /// Why the chain refused something of a decision; empty where it did not.
  Optional<String> refusal(String consentId) throws CairnException;
}
