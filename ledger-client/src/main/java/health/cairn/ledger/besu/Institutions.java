package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.besu.generated.InstitutionRegistry;
import health.cairn.ledger.members.Change;
import health.cairn.ledger.members.MemberHistory;
import health.cairn.ledger.members.Membership;
import health.cairn.ledger.members.NetworkRole;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Event;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.abi.datatypes.generated.Uint32;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;

/// Reads the registry of institutions at one place on one chain, through one node. Failures as [EvmNode]'s.
@SuppressWarnings("rawtypes") // web3j's own types are raw
final class Institutions {
  /// What Besu gives logs of in one answer.
  private static final long RANGE = 5_000;

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

  /// Whom an account acts for; empty for nobody's, and where the registry has a successor.
  Optional<Hash> actingFor(Address account) throws LedgerException {
    Hash id =
        node.read(
            node.values(
                place,
                new Function(
                    InstitutionRegistry.FUNC_ACTINGFOR,
                    List.of(new org.web3j.abi.datatypes.Address(account.hex()), new Uint32(0)),
                    List.of(TypeReference.create(Bytes32.class)))),
            values -> Hash.of((byte[]) values.getFirst().getValue()));
    return id.equals(Hash.of(new byte[Hash.BYTES])) ? Optional.empty() : Optional.of(id);
  }

  /// What counts instead; zero while this registry counts.
  Address successor() throws LedgerException {
    return address(
        one(InstitutionRegistry.FUNC_SUCCESSOR, List.of(), org.web3j.abi.datatypes.Address.class));
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

  /// Everything that the registry ever said, oldest first.
  List<Log> logs() throws LedgerException {
    List<Log> all = new ArrayList<>();
    long head = head();
    for (long from = 0; from <= head; from += RANGE) {
      all.addAll(logs(from, head));
    }
    return all;
  }

  /// Everything that was ever decided. Each vote that counted made the epoch grow by one: an event
  /// that the node leaves out is missed, and it is asked for nothing after the last of them.
  MemberHistory history() throws LedgerException {
    long votes = epoch();
    long head = head();
    List<Log> decided = new ArrayList<>();
    for (long from = 0; from <= head; from += RANGE) {
      for (Log log : logs(from, head)) {
        if (!is(log, InstitutionRegistry.VOTED_EVENT)) {
          decided.add(log);
        }
      }
      if (!decided.isEmpty() && decided.size() - founders(decided) >= votes) {
        return node.read(
            decided, all -> new MemberHistory(all.stream().map(Institutions::past).toList()));
      }
    }
    throw node.distrusted("leaves out what was decided in " + place.contract(), null);
  }

  /// How many of the events are from the transaction that put the registry there.
  private long founders(List<Log> decided) throws LedgerException {
    return node.read(
        decided,
        all ->
            all.stream()
                .filter(log -> log.getTransactionHash().equals(all.getFirst().getTransactionHash()))
                .count());
  }

  private static MemberHistory.Past past(Log log) {
    return new MemberHistory.Past(EvmNode.exact(log.getBlockNumber()), change(log));
  }

  private static Change change(Log log) {
    if (says(log, InstitutionRegistry.MEMBERPUT_EVENT)) {
      var put = InstitutionRegistry.getMemberPutEventFromLog(log);
      return new Change.Put(
          Hash.of(put.id),
          Address.parse(put.account),
          NetworkRole.in(EvmNode.exact(put.roles)),
          Hash.of(put.key));
    }
    if (says(log, InstitutionRegistry.MEMBERREMOVED_EVENT)) {
      return new Change.Remove(Hash.of(InstitutionRegistry.getMemberRemovedEventFromLog(log).id));
    }
    if (says(log, InstitutionRegistry.CONTRACTLISTED_EVENT)) {
      var listed = InstitutionRegistry.getContractListedEventFromLog(log);
      return new Change.Replace(
          RegistryDeployer.nameOf(Hash.of(listed.name)), Address.parse(listed.location));
    }
    if (says(log, InstitutionRegistry.SUCCEEDED_EVENT)) {
      return new Change.Succeed(
          Address.parse(InstitutionRegistry.getSucceededEventFromLog(log).successor));
    }
    throw new IllegalArgumentException("an event that the registry does not have");
  }

  boolean is(Log log, Event event) throws LedgerException {
    return node.read(log, found -> says(found, event));
  }

  private static boolean says(Log log, Event event) {
    return log.getTopics().getFirst().equals(EventEncoder.encode(event));
  }

  private long head() throws LedgerException {
    return EvmNode.exact(node.latestBlock().getNumber());
  }

  /// What the registry said in so many blocks as are asked for at once.
  private List<Log> logs(long from, long head) throws LedgerException {
    EthFilter filter =
        new EthFilter(at(from), at(Math.min(head, from + RANGE - 1)), place.contract().hex());
    List<Log> all = new ArrayList<>();
    for (EthLog.LogResult<?> each : node.ask(node.web3j().ethGetLogs(filter), EthLog::getLogs)) {
      Log log = node.read(each, found -> (Log) found.get());
      if (!place.contract().hex().equalsIgnoreCase(log.getAddress())) {
        throw node.distrusted("answers with events of another contract", null);
      }
      all.add(log);
    }
    return all;
  }

  private static DefaultBlockParameter at(long block) {
    return DefaultBlockParameter.valueOf(BigInteger.valueOf(block));
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
