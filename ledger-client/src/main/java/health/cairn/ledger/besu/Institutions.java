package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.besu.generated.InstitutionRegistry;
import health.cairn.ledger.members.Membership;
import health.cairn.ledger.members.NetworkRole;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint64;

/// Reads the registry of institutions at one place on one chain, through one node. Failures as [EvmNode]'s.
@SuppressWarnings("rawtypes") // web3j's own types are raw
final class Institutions {
  static final Address NOBODY = new Address("0x" + "00".repeat(20));

  private final EvmNode node;
  private final ChainPlace place;

  Institutions(EvmNode node, ChainPlace place) {
    this.node = node;
    this.place = place;
  }

  /// The right chain, and our contract at the address.
  void requireOurs() throws LedgerException {
    node.requireChain(place.chainId());
    Registry.requireCode(node, place.contract(), RegistryArtifact.INSTITUTION_REGISTRY);
  }

  long epoch() throws LedgerException {
    return exact(one(InstitutionRegistry.FUNC_EPOCH, List.of(), Uint64.class));
  }

  long governing() throws LedgerException {
    return exact(one(InstitutionRegistry.FUNC_GOVERNING, List.of(), Uint32.class));
  }

  /// Empty for what was never a member or was removed.
  Optional<Membership.Member> member(Hash id) throws LedgerException {
    return node.read(
        node.values(
            place,
            new Function(
                InstitutionRegistry.FUNC_MEMBER,
                List.of(typed(id)),
                List.of(
                    TypeReference.create(org.web3j.abi.datatypes.Address.class),
                    TypeReference.create(Uint32.class),
                    TypeReference.create(Bytes32.class)))),
        values -> {
          Address account = address(values.get(0));
          return account.equals(NOBODY)
              ? Optional.empty()
              : Optional.of(
                  new Membership.Member(
                      id,
                      account,
                      NetworkRole.in(exact(values.get(1))),
                      Hash.of((byte[]) values.get(2).getValue())));
        });
  }

  /// The member that an account acts for; empty where it is none's, or lacks one of the roles.
  Optional<Membership.Member> actingFor(Address account, Set<NetworkRole> roles)
      throws LedgerException {
    Hash id =
        node.read(
            one(
                InstitutionRegistry.FUNC_ACTINGFOR,
                List.of(
                    new org.web3j.abi.datatypes.Address(account.hex()),
                    new Uint32(NetworkRole.sum(roles))),
                Bytes32.class),
            value -> Hash.of((byte[]) value.getValue()));
    return member(id);
  }

  /// Zero where none is listed.
  Address contractAt(Hash name) throws LedgerException {
    return address(
        one(
            InstitutionRegistry.FUNC_CONTRACTAT,
            List.of(typed(name)),
            org.web3j.abi.datatypes.Address.class));
  }

  long votesFor(Hash change) throws LedgerException {
    return exact(one(InstitutionRegistry.FUNC_VOTESFOR, List.of(typed(change)), Uint256.class));
  }

  private <T extends Type> Type one(String function, List<Type> arguments, Class<T> type)
      throws LedgerException {
    return node.read(
        node.values(place, new Function(function, arguments, List.of(TypeReference.create(type)))),
        List::getFirst);
  }

  private static long exact(Type value) {
    return EvmNode.exact((BigInteger) value.getValue());
  }

  private static Address address(Type value) {
    return Address.parse(value.toString());
  }

  private static Bytes32 typed(Hash hash) {
    return new Bytes32(hash.bytes());
  }
}
