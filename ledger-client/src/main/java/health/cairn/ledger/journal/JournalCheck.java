package health.cairn.ledger.journal;

/// What a full check of a journal found.
public sealed interface JournalCheck {
  /// Every opening fits its leaf, every leaf fits every checkpoint, every signature holds.
  ///
  /// @param size entries
  /// @param destroyed entries whose opening was destroyed; only their place is proven
  /// @param checkpoints signed checkpoints that all lie on one history
  record Intact(long size, long destroyed, int checkpoints) implements JournalCheck {}

  /// Something was changed, removed, or put in another place.
  ///
  /// @param index the entry, or the checkpoint's size, at which it shows
  /// @param reason in one sentence, without patient data
  record Damaged(long index, String reason) implements JournalCheck {}
}
