package health.cairn.ledger.witness;

import health.cairn.ledger.journal.Cosignature;

/// What a witness answers.
public sealed interface WitnessAnswer {
  /// It knows of no other history.
  record Cosigned(Cosignature cosignature) implements WitnessAnswer {}

  /// It cosigned another size last; ask again with a proof of growth from there (tlog-witness: 409).
  ///
  /// @param size entries under the checkpoint that it cosigned last, 0 if none
  record GrowthFromElsewhere(long size) implements WitnessAnswer {}

  /// The journal's own key signed something that is no continuation of what the witness cosigned: there
  /// are two histories. The signed checkpoints on both sides prove it to anybody.
  ///
  /// @param size entries under the checkpoint that was cosigned
  /// @param reason in one sentence
  record SplitView(long size, String reason) implements WitnessAnswer {}

  /// It does not cosign this.
  ///
  /// @param reason in one sentence
  record Refused(String reason) implements WitnessAnswer {}
}
