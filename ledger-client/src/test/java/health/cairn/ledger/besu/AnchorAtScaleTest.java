package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import health.cairn.ledger.AnchorState;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.anchor.InMemoryOutboxStore;
import health.cairn.ledger.anchor.Tasks;
import health.cairn.ledger.journal.Checkpoint;
import health.cairn.ledger.journal.Drafts;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.MerkleTree;
import java.util.List;
import org.junit.jupiter.api.Test;

/// 100,000 records under one root, on a node that makes a block each second. Prints what it took as a
/// line of `cairn bench`'s form.
class AnchorAtScaleTest {
  private static final int RECORDS = 100_000;

  @Test
  void drain_anchorsAHundredThousandRecordsInOneTransaction() throws Exception {
    try (Anvil anvil = Anvil.startWith(List.of("--block-time", "1"));
        var node = new EvmNode(anvil.rpc(), Anvil.TIMING)) {
      Address contract =
          RegistryDeployer.deploy(
              anvil.rpc(), Anvil.CHAIN_ID, SenderKey::generate, Anvil.TIMING, NodeAccess.OPEN);
      SenderKey key = SenderKey.generate();
      var outbox = new InMemoryOutboxStore();
      try (var sender =
          new CheckpointSender(
              new ChainConfig(anvil.rpc(), Anvil.CHAIN_ID, contract, Anvil.TIMING),
              () -> key,
              outbox)) {
        long start = System.nanoTime();
        var tree = new MerkleTree();
        for (int i = 0; i < RECORDS; i++) {
          tree.append(Hash.sha256("record " + i));
        }
        outbox.add(
            AnchorTask.prepared(
                new Checkpoint(Tasks.ORIGIN, RECORDS, tree.root(), Drafts.MORNING)));
        long built = System.nanoTime();
        assertInstanceOf(SendResult.Drained.class, sender.drain());
        long verified = System.nanoTime();
        assertEquals(AnchorState.VERIFIED, outbox.all().getFirst().state());
        assertEquals(1, node.minedCount(key.address()));
        print("tree-100k", start, built);
        print("anchor-100k-verified", built, verified);
      }
    }
  }

  /// The second figure has the wait for the block in it, up to a second.
  private static void print(String name, long fromNanos, long toNanos) {
    System.out.println(
        "{\"name\":\"%s\",\"value\":%d,\"unit\":\"ms\",\"n\":1}"
            .formatted(name, (toNanos - fromNanos) / 1_000_000));
  }
}
