package health.cairn.ledger.besu;

import health.cairn.ledger.AnchorState;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.anchor.SignedTransaction;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/// One thing that is to be on chain: where it is kept, how far it is, and how the contract is asked
/// about it. [Delivery] carries it; every transition is kept durably before it returns.
interface Errand {
  AnchorState state();

  @Nullable SignedTransaction transaction();

  @Nullable Receipt receipt();

  default boolean done() {
    return state() == AnchorState.VERIFIED || state() == AnchorState.REJECTED;
  }

  void submitted(SignedTransaction signed) throws LedgerException;

  void preparedAgain() throws LedgerException;

  void included(Receipt where) throws LedgerException;

  void submittedAgain() throws LedgerException;

  void verified() throws LedgerException;

  void rejected(String why) throws LedgerException;

  /// Contract and sender.
  ChainPlace place();

  /// The right chain, and our contract at the address: nothing else is asked or told anything.
  void requireOurs(EvmNode node) throws LedgerException;

  /// The transaction's data.
  String call();

  /// What the contract holds of it.
  Held heldBy(EvmNode node) throws LedgerException;

  /// What [#call] would do at this moment; empty when it would be taken.
  Optional<Refusal> tryOut(EvmNode node) throws LedgerException;

  /// Whether a receipt shows exactly this in its events. May fail in any way on nonsense.
  boolean isEffectOf(TransactionReceipt receipt);

  /// What a contract holds.
  sealed interface Held {
    record Absent() implements Held {}

    /// Exactly ours.
    ///
    /// @param block in which it came there, where the contract keeps that
    record Ours(OptionalLong block) implements Held {}

    /// Something that rules ours out.
    ///
    /// @param reason in one sentence
    record Other(String reason) implements Held {}
  }
}
