package health.cairn.ledger.witness;

import health.cairn.ledger.LedgerException;

/// A way to a witness: in this process ([Witness]), or over whatever wire an institution has.
@FunctionalInterface
public interface WitnessPort {
  /// @throws LedgerException kind UNREACHABLE when nobody answers, ENVIRONMENT when the witness cannot
  ///     keep what it would have to
  WitnessAnswer cosign(WitnessRequest request) throws LedgerException;
}
