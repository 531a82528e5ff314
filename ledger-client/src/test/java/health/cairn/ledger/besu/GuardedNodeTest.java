package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.anchor.ChainLookup;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.InMemoryOutboxStore;
import health.cairn.ledger.anchor.Tasks;
import health.cairn.ledger.merkle.Hash;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Into a node as the network kit sets it up, and what is said where one does not get in.
class GuardedNodeTest {
  @TempDir Path folder;

  private final SenderKey key = SenderKey.generate();

  @Test
  void network_isDeployedAnchoredInAndReadThroughTlsAndToken() throws Exception {
    try (Anvil anvil = Anvil.start();
        GuardedNode node = GuardedNode.before(anvil.rpc(), folder)) {
      NetworkContracts made = deploy(node.rpc(), node.access());
      AnchorTask task = Tasks.prepared(3);
      var outbox = new InMemoryOutboxStore();
      outbox.add(task);
      var config =
          new ChainConfig(node.rpc(), Anvil.CHAIN_ID, made.checkpoints(), Anvil.TIMING)
              .through(List.of(node.rpc()), node.access());
      try (var sender = new CheckpointSender(config, () -> key, outbox)) {
        assertInstanceOf(SendResult.Drained.class, sender.drain());
      }
      try (var reader = new BesuChainReader(node.rpc(), Anvil.TIMING, node.access())) {
        var place = new ChainPlace(Anvil.CHAIN_ID, made.checkpoints(), key.address());
        var found =
            assertInstanceOf(ChainLookup.Found.class, reader.lookup(place, task.logId(), 3));
        assertEquals(task.root(), found.root());
      }
    }
  }

  @Test
  void deploy_saysWhatIsMissing() throws Exception {
    try (GuardedNode node = GuardedNode.before(URI.create("http://127.0.0.1:1"), folder)) {
      URI rpc = node.rpc();
      Path authorities = node.authorities();
      expect(Kind.UNREACHABLE, "name the authority", rpc, NodeAccess.OPEN);
      expect(Kind.UNREACHABLE, "asks for a token", rpc, new NodeAccess(authorities, null));
      Path forged = Files.writeString(folder.resolve("forged"), "e30.e30.c2lnbmF0dXJl");
      expect(Kind.UNREACHABLE, "not accept our token", rpc, new NodeAccess(authorities, forged));
      Path absent = folder.resolve("absent");
      for (NodeAccess access :
          List.of(new NodeAccess(absent, node.token()), new NodeAccess(authorities, absent))) {
        expect(Kind.ENVIRONMENT, absent.toString(), rpc, access);
        assertThrows(LedgerException.class, () -> access.requireUsable(rpc));
      }
      node.access().requireUsable(rpc);
      URI clear = URI.create("http://node.example:8545");
      assertThrows(IllegalArgumentException.class, () -> deploy(clear, node.access()));
      assertThrows(IllegalArgumentException.class, () -> node.access().requireUsable(clear));
    }
  }

  private NetworkContracts deploy(URI rpc, NodeAccess access) throws LedgerException {
    return RegistryDeployer.deployNetwork(
        rpc,
        Anvil.CHAIN_ID,
        () -> key,
        Hash.sha256("institution"),
        Hash.sha256("journal key"),
        Anvil.TIMING,
        access);
  }

  private void expect(Kind kind, String words, URI rpc, NodeAccess access) {
    var e = assertThrows(LedgerException.class, () -> deploy(rpc, access));
    assertEquals(kind, e.kind(), e.getMessage());
    assertTrue(String.valueOf(e.getMessage()).contains(words), e.getMessage());
  }
}
