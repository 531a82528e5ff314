package health.cairn.ledger.anchor;

import health.cairn.ledger.AnchorState;
import org.jspecify.annotations.Nullable;

/// Something on its way to the chain: what it is, and a [Passage] that says how far it is. Immutable.
///
/// @param <T> the thing itself
public interface Outgoing<T extends Outgoing<T>> {
  Passage passage();

  /// The same thing, elsewhere on its way.
  T at(Passage next);

  default AnchorState state() {
    return passage().state();
  }

  default @Nullable SignedTransaction transaction() {
    return passage().transaction();
  }

  default @Nullable Receipt receipt() {
    return passage().receipt();
  }

  default String reason() {
    return passage().reason();
  }

  /// Signed, and from now on possibly sent.
  default T submitted(SignedTransaction signed) {
    return at(Passage.submitted(signed));
  }

  /// Signed for a nonce that another transaction took: to be signed anew.
  default T preparedAgain() {
    return at(Passage.PREPARED);
  }

  /// In a block.
  default T included(Receipt where) {
    return at(passage().included(where));
  }

  /// The block it was in is gone from the chain: still submitted.
  default T submittedAgain() {
    return at(passage().submittedAgain());
  }

  /// Read back from the contract.
  default T verified() {
    return at(passage().verified());
  }

  /// Refused for good.
  default T rejected(String why) {
    return at(passage().rejected(why));
  }

  /// Whether nothing more will happen to it.
  default boolean done() {
    return state() == AnchorState.VERIFIED || state() == AnchorState.REJECTED;
  }
}
