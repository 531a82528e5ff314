package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.SignedTransaction;
import health.cairn.ledger.besu.generated.InstitutionRegistry;
import health.cairn.ledger.members.Change;
import health.cairn.ledger.members.Membership;
import health.cairn.ledger.members.NetworkRole;
import health.cairn.ledger.members.Standing;
import health.cairn.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.abi.datatypes.generated.Uint8;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/// A network's members, and votes on changes of them, through the first endpoint. Blocks; use it on one
/// thread, and close it when done.
@SuppressWarnings("rawtypes") // web3j's own types are raw
public final class Governance implements AutoCloseable {
  private static final Map<CustomError, String> REFUSALS =
      Map.of(
          InstitutionRegistry.NOTGOVERNING_ERROR,
          "This home's account does not vote in the network; a member that governs has to do it.",
          InstitutionRegistry.VOTEDALREADY_ERROR,
          "This home has voted for exactly this already; the others have to.",
          InstitutionRegistry.ANOTHEREPOCH_ERROR,
          "The network changed in this moment; look at its members and vote again.",
          InstitutionRegistry.SENSELESS_ERROR,
          "The network takes no such change: a part of it is missing or contradicts the others.",
          InstitutionRegistry.ACCOUNTTAKEN_ERROR,
          "Another member of the network uses this account.",
          InstitutionRegistry.NOSUCHMEMBER_ERROR,
          "There is no such member in the network.",
          InstitutionRegistry.NOBODYLEFT_ERROR,
          "Nobody would be left who governs the network.",
          InstitutionRegistry.CLOSED_ERROR,
          "This registry of institutions is closed; the network uses its successor.");

  private final ChainConfig config;
  private final boolean ofInstitutions;
  private final EvmNode node;

  /// @param config its contract is the network's registry of consent, which knows the institutions'
  /// @throws LedgerException kind ENVIRONMENT when what the config names cannot be used
  public Governance(ChainConfig config) throws LedgerException {
    this(config, false);
  }

  private Governance(ChainConfig config, boolean ofInstitutions) throws LedgerException {
    this.config = config;
    this.ofInstitutions = ofInstitutions;
    this.node = EvmNode.open(config.rpc(), config.timing(), config.access());
  }

  /// @param config its contract is the network's registry of institutions itself
  /// @throws LedgerException kind ENVIRONMENT when what the config names cannot be used
  public static Governance of(ChainConfig config) throws LedgerException {
    return new Governance(config, true);
  }

  /// Where the network's contracts are now, each checked byte for byte.
  ///
  /// @throws LedgerException kind UNREACHABLE or DISTRUSTED
  public Directory directory() throws LedgerException {
    Directory directory = Directory.read(node, registry(Institutions.NOBODY));
    directory.requireUsable(node, config.chainId());
    return directory;
  }

  /// The registry of institutions that is asked here, closed or not.
  ///
  /// @throws LedgerException kind UNREACHABLE or DISTRUSTED
  public Address institutions() throws LedgerException {
    return registry(Institutions.NOBODY).contract();
  }

  /// @throws LedgerException kind UNREACHABLE or DISTRUSTED
  public Membership read() throws LedgerException {
    ChainPlace place = registry(Institutions.NOBODY);
    var institutions = new Institutions(node, place);
    long epoch = institutions.epoch();
    Set<Hash> ids = new LinkedHashSet<>();
    Set<Hash> names = new LinkedHashSet<>();
    Set<Hash> changes = new LinkedHashSet<>();
    for (Log log : institutions.logs()) {
      if (institutions.is(log, InstitutionRegistry.MEMBERPUT_EVENT)) {
        ids.add(topic(log));
      } else if (institutions.is(log, InstitutionRegistry.CONTRACTLISTED_EVENT)) {
        names.add(topic(log));
      } else if (institutions.is(log, InstitutionRegistry.VOTED_EVENT)) {
        changes.add(topic(log));
      }
      if (!institutions.is(log, InstitutionRegistry.VOTED_EVENT)) {
        changes.clear(); // votes count in one epoch only
      }
    }
    List<Membership.Member> members = new ArrayList<>();
    for (Hash id : ids) {
      institutions.member(id).ifPresent(members::add);
    }
    Map<String, Address> contracts = new LinkedHashMap<>();
    for (Hash name : names) {
      contracts.put(RegistryDeployer.nameOf(name), institutions.contractAt(name));
    }
    Map<Hash, Long> open = new LinkedHashMap<>();
    for (Hash change : changes) {
      open.put(change, institutions.votesFor(change));
    }
    return new Membership(epoch, institutions.governing(), members, contracts, open);
  }

  /// What the network says of an account, and which contracts it uses under these names.
  ///
  /// @throws LedgerException kind UNREACHABLE or DISTRUSTED
  public Standing standing(Address account, Set<String> names) throws LedgerException {
    var institutions = new Institutions(node, registry(account));
    Optional<Hash> id = institutions.actingFor(account);
    Optional<Membership.Member> member =
        id.isPresent() ? institutions.member(id.get()) : Optional.empty();
    Map<String, Address> contracts = new LinkedHashMap<>();
    for (String name : names) {
      contracts.put(name, institutions.contractAt(RegistryDeployer.contractName(name)));
    }
    return new Standing(member, contracts);
  }

  /// Votes for a change in the present epoch, and waits until the vote is in a block.
  ///
  /// @throws LedgerException kind CONFLICT with one sentence where the network does not take the vote;
  ///     UNREACHABLE, also where the vote was sent and is in no block in time; DISTRUSTED
  public Change.Vote vote(Change change, CredentialSource credentials) throws LedgerException {
    ChainSigner key = credentials.open();
    ChainPlace place = registry(key.address());
    Function call = call(new Institutions(node, place).epoch(), change);
    String data = FunctionEncoder.encode(call);
    EvmNode.CallAnswer tried = node.call(key.address(), place.contract(), data);
    if (tried.reverted()) {
      throw refused(tried.data());
    }
    SignedTransaction signed =
        TransactionSigning.call(
            place, node.pendingCount(key.address()), data, config.maxGasPriceWei(), key);
    TransactionReceipt receipt =
        node.mined(
            signed.raw(),
            signed.hash(),
            config.timing(),
            "look at the members of the network later");
    if (!node.read(receipt, TransactionReceipt::isStatusOK)) {
      throw refused(node.call(key.address(), place.contract(), data).data());
    }
    var voted = node.read(receipt, r -> InstitutionRegistry.getVotedEvents(r).getFirst());
    return node.read(
        voted,
        v ->
            new Change.Vote(
                Hash.of(v.change),
                v.votes.longValueExact(),
                v.needed.longValueExact(),
                v.votes.compareTo(v.needed) >= 0));
  }

  private static Function call(long epoch, Change change) {
    Bytes32 none = new Bytes32(new byte[Hash.BYTES]);
    List<Type> all = new ArrayList<>();
    all.add(new Uint64(epoch));
    all.addAll(
        switch (change) {
          case Change.Put put ->
              List.of(
                  new Uint8(0),
                  typed(put.id()),
                  typed(put.account()),
                  new Uint32(NetworkRole.sum(put.roles())),
                  typed(put.journalKey()));
          case Change.Remove remove ->
              List.of(
                  new Uint8(1),
                  typed(remove.id()),
                  typed(Institutions.NOBODY),
                  new Uint32(0),
                  none);
          case Change.Replace replace ->
              List.of(
                  new Uint8(2),
                  typed(RegistryDeployer.contractName(replace.name())),
                  typed(replace.contract()),
                  new Uint32(0),
                  none);
          case Change.Succeed succeed ->
              List.of(new Uint8(3), none, typed(succeed.successor()), new Uint32(0), none);
        });
    return new Function(InstitutionRegistry.FUNC_VOTE, all, List.of());
  }

  private LedgerException refused(String data) {
    return REFUSALS.entrySet().stream()
        .filter(each -> Refusal.is(data, each.getKey()))
        .findFirst()
        .map(each -> new LedgerException(Kind.CONFLICT, each.getValue()))
        .orElseGet(() -> node.distrusted("refuses a vote without a reason of the contract", null));
  }

  /// The registry of institutions, whose code is checked.
  private ChainPlace registry(Address account) throws LedgerException {
    node.requireChain(config.chainId());
    ChainPlace place = config.place(account);
    if (!ofInstitutions) {
      Registry.requireCode(node, config.contract(), RegistryArtifact.CONSENT_REGISTRY);
      place = new ChainPlace(config.chainId(), Directory.institutionsOf(node, place), account);
    }
    new Institutions(node, place).requireOurs();
    return place;
  }

  /// What an event is about.
  private Hash topic(Log log) throws LedgerException {
    return node.read(log, l -> Hash.fromHex(l.getTopics().get(1).substring(2)));
  }

  private static Bytes32 typed(Hash hash) {
    return new Bytes32(hash.bytes());
  }

  private static org.web3j.abi.datatypes.Address typed(Address address) {
    return new org.web3j.abi.datatypes.Address(address.hex());
  }

  @Override
  public void close() {
    node.close();
  }
}
