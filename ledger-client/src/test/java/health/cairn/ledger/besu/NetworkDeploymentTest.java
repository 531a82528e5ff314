package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.besu.generated.AccessRegistry;
import health.cairn.ledger.besu.generated.InstitutionRegistry;
import health.cairn.ledger.consent.WatchKey;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A network from nothing, by its founder; then a break-glass, and the watcher who sees it.
class NetworkDeploymentTest {
  private static final Hash INSTITUTION = Hash.sha256("salt and name");

  @Test
  void deployNetwork_listsItsContractsAndWatchersSeeFlags() throws Exception {
    SenderKey founder = SenderKey.generate();
    try (var evm = new Evm()) {
      NetworkContracts made =
          RegistryDeployer.deployNetwork(
              evm.anvil().rpc(),
              Anvil.CHAIN_ID,
              () -> founder,
              INSTITUTION,
              Hash.sha256("journal key"),
              Anvil.TIMING,
              NodeAccess.OPEN);
      var institutions =
          InstitutionRegistry.load(
              made.institutions().hex(), evm.node.web3j(), evm.reading(), evm.gas);
      assertEquals(
          List.of(made.checkpoints().hex(), made.consents().hex(), made.accesses().hex()),
          List.of(
              listed(institutions, "CheckpointRegistry"),
              listed(institutions, "ConsentRegistry"),
              listed(institutions, "AccessRegistry")));
      assertEquals(
          INSTITUTION,
          Hash.of(institutions.actingFor(founder.address().hex(), BigInteger.valueOf(15)).send()));

      var accesses =
          AccessRegistry.load(made.accesses().hex(), evm.node.web3j(), evm.reading(), evm.gas);
      WatchKey patient = WatchKey.of(Hash.sha256("watch key").bytes());
      WatchKey another = WatchKey.of(Hash.sha256("another").bytes());
      assertNotEquals(patient.tag(1), patient.tag(2));
      for (WatchKey whose : List.of(patient, another)) {
        evm.send(
            founder,
            made.accesses(),
            accesses.flag(
                List.of(whose.tag(1).bytes(), whose.tag(2).bytes()),
                List.of(Hash.sha256("entry 1").bytes(), Hash.sha256("entry 2").bytes())));
      }
      var config =
          new ChainConfig(evm.anvil().rpc(), Anvil.CHAIN_ID, made.accesses(), Anvil.TIMING);
      try (var watch = new BreakGlassWatch(config)) {
        List<BreakGlassWatch.Flag> flags = watch.since(INSTITUTION, patient, 1);
        assertEquals(2, flags.size());
        assertEquals(Hash.sha256("entry 2"), flags.get(1).entry());
        assertEquals(2, flags.get(1).number());
        assertEquals(1, watch.since(INSTITUTION, patient, 2).size());
        assertEquals(
            List.of(), watch.since(INSTITUTION, WatchKey.of(Hash.sha256("nobody").bytes()), 1));
      }
      var wrong = new ChainConfig(evm.anvil().rpc(), Anvil.CHAIN_ID, made.consents(), Anvil.TIMING);
      try (var watch = new BreakGlassWatch(wrong)) {
        assertThrows(LedgerException.class, () -> watch.since(INSTITUTION, patient, 1));
      }
    }
  }

  private static String listed(InstitutionRegistry institutions, String name) throws Exception {
    return institutions.contractAt(RegistryDeployer.contractName(name).bytes()).send();
  }
}
