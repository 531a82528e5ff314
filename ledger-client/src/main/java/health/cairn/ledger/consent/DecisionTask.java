package health.cairn.ledger.consent;

import static java.util.Objects.requireNonNull;

import health.cairn.ledger.AnchorState;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.anchor.SignedTransaction;
import health.cairn.ledger.merkle.Hash;
import org.jspecify.annotations.Nullable;

/// A patient's decision on its way to the chain; the states are those of a checkpoint's way.
///
/// @param decision what was decided, signed
/// @param state how far it is
/// @param transaction what was signed for it; null while Prepared, and when the chain held the
///     decision (or refused it) before
/// @param receipt where it is; null before Included
/// @param reason why it was rejected, else empty
public record DecisionTask(
    SignedDecision decision,
    AnchorState state,
    @Nullable SignedTransaction transaction,
    @Nullable Receipt receipt,
    String reason) {

  public DecisionTask {
    boolean fits =
        switch (state) {
          case PREPARED -> transaction == null && receipt == null;
          case SUBMITTED -> transaction != null && receipt == null;
          case INCLUDED -> transaction != null && receipt != null;
          case VERIFIED -> receipt == null || transaction != null;
          case REJECTED -> !reason.isEmpty();
        };
    if (!fits) {
      throw new IllegalArgumentException("a decision in state " + state + " with the wrong parts");
    }
  }

  /// A decision that waits for a chain.
  public static DecisionTask prepared(SignedDecision decision) {
    return new DecisionTask(decision, AnchorState.PREPARED, null, null, "");
  }

  /// What it is known by: the digest that was signed.
  public Hash id() {
    return decision.digest();
  }

  /// Signed as a transaction, and from now on possibly sent.
  public DecisionTask submitted(SignedTransaction signed) {
    return new DecisionTask(decision, AnchorState.SUBMITTED, signed, null, "");
  }

  /// Signed for a nonce that another transaction took: to be signed anew.
  public DecisionTask preparedAgain() {
    return prepared(decision);
  }

  /// In a block.
  public DecisionTask included(Receipt where) {
    return new DecisionTask(decision, AnchorState.INCLUDED, transaction, where, "");
  }

  /// The block it was in is gone from the chain: still submitted.
  public DecisionTask submittedAgain() {
    return submitted(requireNonNull(transaction));
  }

  /// Read back from the contract.
  public DecisionTask verified() {
    return new DecisionTask(decision, AnchorState.VERIFIED, transaction, receipt, "");
  }

  /// Refused for good.
  public DecisionTask rejected(String why) {
    return new DecisionTask(decision, AnchorState.REJECTED, transaction, receipt, why);
  }

  /// Whether nothing more will happen to it.
  public boolean done() {
    return state == AnchorState.VERIFIED || state == AnchorState.REJECTED;
  }
}
