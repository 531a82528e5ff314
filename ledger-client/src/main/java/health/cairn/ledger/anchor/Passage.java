package health.cairn.ledger.anchor;

import static java.util.Objects.requireNonNull;

import health.cairn.ledger.AnchorState;
import org.jspecify.annotations.Nullable;

/// How far something is on its way to the chain.
///
/// @param state how far
/// @param transaction what was signed; null while Prepared, and when the chain held it (or refused it)
///     before we signed anything
/// @param receipt where it is; null before Included
/// @param reason why it was rejected, else empty
public record Passage(
    AnchorState state,
    @Nullable SignedTransaction transaction,
    @Nullable Receipt receipt,
    String reason) {
  /// Waits for a chain.
  public static final Passage PREPARED = new Passage(AnchorState.PREPARED, null, null, "");

  public Passage {
    boolean fits =
        switch (state) {
          case PREPARED -> transaction == null && receipt == null;
          case SUBMITTED -> transaction != null && receipt == null;
          case INCLUDED -> transaction != null && receipt != null;
          case VERIFIED -> receipt == null || transaction != null;
          case REJECTED -> !reason.isEmpty();
        };
    if (!fits) {
      throw new IllegalArgumentException("something in state " + state + " with the wrong parts");
    }
  }

  static Passage submitted(SignedTransaction signed) {
    return new Passage(AnchorState.SUBMITTED, signed, null, "");
  }

  Passage included(Receipt where) {
    return new Passage(AnchorState.INCLUDED, transaction, where, "");
  }

  Passage submittedAgain() {
    return submitted(requireNonNull(transaction));
  }

  Passage verified() {
    return new Passage(AnchorState.VERIFIED, transaction, receipt, "");
  }

  Passage rejected(String why) {
    return new Passage(AnchorState.REJECTED, transaction, receipt, why);
  }
}
