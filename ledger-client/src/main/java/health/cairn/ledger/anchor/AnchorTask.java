package health.cairn.ledger.anchor;

import static java.util.Objects.requireNonNull;

import health.cairn.ledger.AnchorState;
import health.cairn.ledger.journal.Checkpoint;
import health.cairn.ledger.merkle.Hash;
import org.jspecify.annotations.Nullable;

/// A checkpoint on its way to the chain.
///
/// @param logId which journal
/// @param size entries under the checkpoint
/// @param root their root
/// @param state how far it is
/// @param transaction what was signed; null while Prepared, and when the chain held the checkpoint
///     (or refused it) before we signed anything
/// @param receipt where it is; null before Included
/// @param reason why it was rejected, else empty
public record AnchorTask(
    Hash logId,
    long size,
    Hash root,
    AnchorState state,
    @Nullable SignedTransaction transaction,
    @Nullable Receipt receipt,
    String reason) {

  public AnchorTask {
    if (size < 1) {
      throw new IllegalArgumentException("a checkpoint over an empty journal");
    }
    boolean fits =
        switch (state) {
          case PREPARED -> transaction == null && receipt == null;
          case SUBMITTED -> transaction != null && receipt == null;
          case INCLUDED -> transaction != null && receipt != null;
          case VERIFIED -> receipt == null || transaction != null;
          case REJECTED -> !reason.isEmpty();
        };
    if (!fits) {
      throw new IllegalArgumentException("a task in state " + state + " with the wrong parts");
    }
  }

  /// A checkpoint that waits for a chain.
  public static AnchorTask prepared(Checkpoint checkpoint) {
    return new AnchorTask(
        checkpoint.logId(),
        checkpoint.size(),
        checkpoint.root(),
        AnchorState.PREPARED,
        null,
        null,
        "");
  }

  /// Signed, and from now on possibly sent.
  public AnchorTask submitted(SignedTransaction signed) {
    return new AnchorTask(logId, size, root, AnchorState.SUBMITTED, signed, null, "");
  }

  /// Signed for a nonce that another transaction took: to be signed anew.
  public AnchorTask preparedAgain() {
    return new AnchorTask(logId, size, root, AnchorState.PREPARED, null, null, "");
  }

  /// In a block.
  public AnchorTask included(Receipt where) {
    return new AnchorTask(logId, size, root, AnchorState.INCLUDED, transaction, where, "");
  }

  /// The block it was in is gone from the chain: still submitted.
  public AnchorTask submittedAgain() {
    return submitted(requireNonNull(transaction));
  }

  /// Read back from the contract.
  public AnchorTask verified() {
    return new AnchorTask(logId, size, root, AnchorState.VERIFIED, transaction, receipt, "");
  }

  /// Refused for good.
  public AnchorTask rejected(String why) {
    return new AnchorTask(logId, size, root, AnchorState.REJECTED, transaction, receipt, why);
  }

  /// Whether nothing more will happen to it.
  public boolean done() {
    return state == AnchorState.VERIFIED || state == AnchorState.REJECTED;
  }
}
