package health.cairn.ledger.journal;

import java.util.List;

/// What a full check of a journal found.
public sealed interface JournalCheck {
  /// Every opening fits its leaf, every leaf fits every checkpoint, every signature holds.
  ///
  /// @param size entries
  /// @param destroyed entries whose opening was destroyed; only their place is proven
  /// @param checkpoints signed checkpoints that all lie on one history
  /// @param clockSetBack sizes of the checkpoints that were signed at an earlier time than the one
  ///   before them: the times of the entries between the two are not proven
  record Intact(long size, long destroyed, int checkpoints, List<Long> clockSetBack)
      implements JournalCheck {
    public Intact {
      clockSetBack = List.copyOf(clockSetBack);
    }
  }

  /// Something was changed, removed, or put in another place.
  ///
  /// @param index the entry, or the checkpoint's size, at which it shows
  /// @param kind what was done
  /// @param reason in one sentence, without patient data
  record Damaged(long index, Kind kind, String reason) implements JournalCheck {}

  /// What can be done to a journal.
  enum Kind {
    /// An entry's words are not what its leaf commits to.
    EDITED,
    /// Words and leaf were changed together: the leaf is not the one that was signed, or kept.
    REWRITTEN,
    /// An entry in the midst is gone.
    DELETED,
    /// Entries at the end are gone that were signed, or kept elsewhere.
    TRUNCATED,
    /// An entry stands at another place than its own.
    REORDERED,
    /// An entry is there twice.
    DOUBLED,
    /// An entry claims to be older than a checkpoint that does not cover it.
    BACKDATED,
    /// An entry claims to be younger than a checkpoint that covers it.
    POSTDATED,
    /// The journal's own key signed a second history.
    FORKED,
    /// A checkpoint is not signed by a key of this journal.
    FORGED_CHECKPOINT,
    /// A checkpoint is signed by a key after it had handed over to the next.
    RETIRED_KEY,
    /// A cosignature does not hold.
    FORGED_COSIGNATURE,
    /// Changes of keys and the entries about them do not agree.
    KEY_CHANGE_UNSAID,
    /// Words are gone, and no entry says that they were erased.
    ERASED_UNSAID,
    /// An entry says that words were erased, and they are there.
    NOT_ERASED,
    /// A stored thing cannot be read as what it should be.
    UNREADABLE
  }
}
