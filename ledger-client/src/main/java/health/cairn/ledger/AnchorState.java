package health.cairn.ledger;

/// How far the proof of an entry has come. What is only submitted is never called anchored.
public enum AnchorState {
  /// In the local journal, under no checkpoint that a chain has seen. Not yet anchored.
  PREPARED,
  /// A transaction with a checkpoint that covers the entry was sent; nobody has confirmed it.
  SUBMITTED,
  /// A receipt says the transaction is in a block.
  INCLUDED,
  /// The chain was asked, and holds exactly our checkpoint.
  VERIFIED,
  /// The chain refused the transaction, or holds something else.
  REJECTED
}
