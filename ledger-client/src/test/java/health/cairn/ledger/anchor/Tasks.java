package health.cairn.ledger.anchor;

import health.cairn.ledger.journal.Checkpoint;
import health.cairn.ledger.journal.Drafts;
import health.cairn.ledger.merkle.Hash;

/// Checkpoints on their way, for tests.
public final class Tasks {
  public static final String ORIGIN = "example.test/journal";

  private Tasks() {}

  public static AnchorTask prepared(long size) {
    return prepared(ORIGIN, size, "root of " + size);
  }

  public static AnchorTask prepared(String origin, long size, String root) {
    return AnchorTask.prepared(new Checkpoint(origin, size, Hash.sha256(root), Drafts.MORNING));
  }
}
