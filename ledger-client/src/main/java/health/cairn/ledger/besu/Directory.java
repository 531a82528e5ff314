package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.besu.ChainDoctor.Contract;
import health.cairn.ledger.besu.generated.ConsentRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Function;

/// Where the contracts of a network are, by the registry of institutions that counts.
///
/// @param institutions that registry: the one asked, or the last of its successors
/// @param contracts those that it lists
@SuppressWarnings("rawtypes") // web3j's own types are raw
public record Directory(Address institutions, Map<Contract, Address> contracts) {
  /// Nobody votes for so many.
  private static final int MAX_SUCCESSORS = 64;

  public Directory {
    contracts = Map.copyOf(contracts);
  }

  /// @param registry of institutions, whose code is checked, as its successors' is
  static Directory read(EvmNode node, ChainPlace registry) throws LedgerException {
    Institutions found = new Institutions(node, registry);
    found.requireOurs();
    Address at = registry.contract();
    int hops = 0;
    for (Address next = found.successor();
        !next.equals(Institutions.NOBODY);
        next = found.successor()) {
      if (++hops > MAX_SUCCESSORS) {
        throw node.distrusted("names successors of " + registry.contract() + " without end", null);
      }
      found =
          new Institutions(node, new ChainPlace(registry.chainId(), next, registry.institution()));
      found.requireOurs();
      at = next;
    }
    Map<Contract, Address> listed = new EnumMap<>(Contract.class);
    for (Contract contract : Contract.values()) {
      Address where = found.contractAt(RegistryDeployer.contractName(contract.listedAs()));
      if (!where.equals(Institutions.NOBODY)) {
        listed.put(contract, where);
      }
    }
    return new Directory(at, listed);
  }

  /// That each contract is one that is known byte for byte, and asks this registry who is a member.
  void requireUsable(EvmNode node, long chainId) throws LedgerException {
    for (Map.Entry<Contract, Address> each : contracts.entrySet()) {
      Registry.requireCode(node, each.getValue(), each.getKey().artifact());
      if (each.getKey() != Contract.CHECKPOINTS) {
        var place = new ChainPlace(chainId, each.getValue(), Institutions.NOBODY);
        if (!institutionsOf(node, place).equals(institutions)) {
          throw node.distrusted(
              "lists %s for a network whose registry of institutions it does not ask"
                  .formatted(each.getValue()),
              null);
        }
      }
    }
  }

  /// The registry of institutions that a registry of consent or of accesses asks.
  static Address institutionsOf(EvmNode node, ChainPlace registry) throws LedgerException {
    return node.read(
        node.values(
            registry,
            new Function(
                ConsentRegistry.FUNC_INSTITUTIONS,
                List.of(),
                List.of(TypeReference.create(org.web3j.abi.datatypes.Address.class)))),
        values -> Address.parse(values.getFirst().toString()));
  }
}
