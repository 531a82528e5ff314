package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainLookup;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.besu.generated.CheckpointRegistry;
import health.cairn.ledger.besu.generated.CheckpointRegistry.CheckpointAnchoredEventResponse;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.monitor.ChainWatch;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.web3j.abi.EventEncoder;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;

/// Watches a chain through the first of its endpoints that answers properly. Checks chain id and contract
/// code each time. Thread-safe; close it when done.
public final class BesuChainWatch implements ChainWatch {
  private static final Address ANYBODY = new Address("0x" + "00".repeat(20));

  /// JSON-RPC's "method not found", and Besu's "method not enabled".
  private static final Set<Integer> NOT_OFFERED = Set.of(-32601, -32604);

  private static final int MAX_VALIDATORS = 1_000;

  private final ChainPlace place;
  private final Reading nodes;

  /// @param config its contract is the registry of checkpoints
  /// @throws LedgerException kind ENVIRONMENT when what the config names cannot be used
  public BesuChainWatch(ChainConfig config) throws LedgerException {
    this.place = config.place(ANYBODY);
    this.nodes =
        new Reading(
            config,
            node -> {
              new Registry(node, place).requireOurs();
              return true;
            });
  }

  @Override
  public String name() {
    return nodes.name();
  }

  @Override
  public Head head() throws LedgerException {
    return nodes.through(
        node -> {
          EthBlock.Block newest = block(node, DefaultBlockParameterName.LATEST);
          return new Head(number(newest), time(newest));
        });
  }

  @Override
  public Instant timeOf(long block) throws LedgerException {
    return nodes.through(node -> time(block(node, at(block))));
  }

  @Override
  public ChainLookup lookup(ChainPlace at, Hash logId, long size) {
    try {
      return nodes.through(node -> new Registry(node, at).read(logId, size));
    } catch (LedgerException e) {
      return e.kind() == LedgerException.Kind.UNREACHABLE
          ? new ChainLookup.Unreachable(e.getMessage())
          : new ChainLookup.Distrusted(e.getMessage());
    }
  }

  @Override
  public List<Sighting> sightings(Sought sought, long from, long to) throws LedgerException {
    var filter = new EthFilter(at(from), at(to), place.contract().hex());
    filter.addSingleTopic(EventEncoder.encode(CheckpointRegistry.CHECKPOINTANCHORED_EVENT));
    Address sender = sought.sender();
    Hash journal = sought.journal();
    if (sender == null) {
      filter.addNullTopic();
    } else {
      filter.addSingleTopic("0x" + "00".repeat(12) + sender.hex().substring(2));
    }
    if (journal != null) {
      filter.addSingleTopic("0x" + journal.hex());
    }
    return nodes.through(
        node ->
            node.ask(
                node.web3j().ethGetLogs(filter),
                answer ->
                    answer.getLogs().stream()
                        .map(log -> sighting(log, sought, from, to))
                        .toList()));
  }

  /// @throws IllegalArgumentException for a log that was not asked for
  private Sighting sighting(EthLog.LogResult<?> result, Sought sought, long from, long to) {
    Log log = (Log) result.get();
    CheckpointAnchoredEventResponse event =
        CheckpointRegistry.getCheckpointAnchoredEventFromLog(log);
    var seen =
        new Sighting(
            Address.parse(event.institution),
            Hash.of(event.journal),
            EvmNode.exact(event.size),
            Hash.of(event.root),
            EvmNode.exact(log.getBlockNumber()));
    boolean asked =
        log.getAddress().equalsIgnoreCase(place.contract().hex())
            && seen.block() >= from
            && seen.block() <= to
            && (sought.sender() == null || seen.sender().equals(sought.sender()))
            && (sought.journal() == null || seen.journal().equals(sought.journal()));
    if (!asked) {
      throw new IllegalArgumentException("an event that was not asked for");
    }
    return seen;
  }

  /// Answers of Besu's own methods, which web3j's core does not know.
  public static final class Accounts extends Response<List<String>> {}

  /// The same.
  public static final class SignerMetrics extends Response<List<Map<String, String>>> {}

  @Override
  public Optional<List<Validator>> validators(long from, long to) throws LedgerException {
    return nodes.through(node -> validators(node, from, to));
  }

  private static Optional<List<Validator>> validators(EvmNode node, long from, long to)
      throws LedgerException {
    Optional<Accounts> said =
        offered(node, "qbft_getValidatorsByBlockNumber", List.of("latest"), Accounts.class);
    Optional<SignerMetrics> metrics =
        said.isEmpty()
            ? Optional.empty()
            : offered(
                node, "qbft_getSignerMetrics", List.of(hex(from), hex(to)), SignerMetrics.class);
    if (said.isEmpty() || metrics.isEmpty()) {
      return Optional.empty();
    }
    var proposed = new TreeMap<String, Long>();
    node.read(
        metrics.get(),
        answer -> {
          for (Map<String, String> each : answer.getResult()) {
            proposed.put(
                Address.parse(Objects.requireNonNull(each.get("address"))).hex(),
                Long.decode(Objects.requireNonNull(each.get("proposedBlockCount"))));
          }
          return true;
        });
    return Optional.of(
        node.read(
            said.get(),
            answer -> {
              List<String> accounts = answer.getResult();
              if (accounts.isEmpty() || accounts.size() > MAX_VALIDATORS) {
                throw new IllegalArgumentException("no number of validators");
              }
              return accounts.stream()
                  .map(Address::parse)
                  .map(a -> new Validator(a, proposed.getOrDefault(a.hex(), 0L)))
                  .toList();
            }));
  }

  private static <A extends Response<?>> Optional<A> offered(
      EvmNode node, String method, List<String> parameters, Class<A> type) throws LedgerException {
    A answer = node.ask(method, parameters, type);
    if (!answer.hasError()) {
      return Optional.of(answer);
    }
    if (NOT_OFFERED.contains(answer.getError().getCode())) {
      return Optional.empty();
    }
    throw node.distrusted("answers " + method + " with an error", null);
  }

  private static EthBlock.Block block(EvmNode node, DefaultBlockParameter at)
      throws LedgerException {
    return node.ask(
        node.web3j().ethGetBlockByNumber(at, false),
        answer -> {
          EthBlock.Block block = Objects.requireNonNull(answer.getBlock());
          number(block);
          time(block);
          return block;
        });
  }

  private static long number(EthBlock.Block block) {
    return EvmNode.exact(block.getNumber());
  }

  private static Instant time(EthBlock.Block block) {
    return Instant.ofEpochSecond(EvmNode.exact(block.getTimestamp()));
  }

  private static DefaultBlockParameter at(long block) {
    return DefaultBlockParameter.valueOf(BigInteger.valueOf(block));
  }

  private static String hex(long block) {
    return "0x" + Long.toHexString(block);
  }

  @Override
  public void close() {
    nodes.close();
  }
}
