package health.cairn.ledger.consent;

import health.cairn.ledger.anchor.Outgoing;
import health.cairn.ledger.anchor.Passage;
import health.cairn.ledger.merkle.Hash;

/// A patient's decision on its way to the chain.
///
/// @param decision what was decided, signed
/// @param passage how far it is
public record DecisionTask(SignedDecision decision, Passage passage)
    implements Outgoing<DecisionTask> {
  /// A decision that waits for a chain.
  public static DecisionTask prepared(SignedDecision decision) {
    return new DecisionTask(decision, Passage.PREPARED);
  }

  /// What it is known by: the digest that was signed.
  public Hash id() {
    return decision.digest();
  }

  @Override
  public DecisionTask at(Passage next) {
    return new DecisionTask(decision, next);
  }
}
