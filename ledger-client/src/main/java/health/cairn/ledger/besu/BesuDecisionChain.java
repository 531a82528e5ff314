package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.besu.generated.ConsentRegistry;
import health.cairn.ledger.consent.Decision;
import health.cairn.ledger.consent.GrantKey;
import health.cairn.ledger.consent.GrantLookup;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.monitor.DecisionChain;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/// Watches a registry of consent through the first of its chain's endpoints that answers properly. Checks chain id and
/// contract code each time. Thread-safe; close it when done.
public final class BesuDecisionChain implements DecisionChain {
  private final ChainPlace place;
  private final DecisionSigning signing;
  private final Reading nodes;

  /// @param config its contract is the registry of consent
  /// @throws LedgerException kind ENVIRONMENT when what the config names cannot be used
  public BesuDecisionChain(ChainConfig config) throws LedgerException {
    this.place = config.place(Institutions.NOBODY);
    this.signing = new DecisionSigning(config.chainId(), config.contract());
    this.nodes =
        new Reading(
            config,
            node -> {
              at(node).requireOurs();
              return true;
            });
  }

  private ConsentContract at(EvmNode node) {
    return new ConsentContract(node, place);
  }

  @Override
  public List<Statement> statements(long from, long to) throws LedgerException {
    var filter = new EthFilter(block(from), block(to), place.contract().hex());
    return nodes.through(
        node ->
            node.ask(
                node.web3j().ethGetLogs(filter),
                answer -> answer.getLogs().stream().map(log -> statement(log, from, to)).toList()));
  }

  /// @throws IllegalArgumentException for a log that was not asked for
  private Statement statement(EthLog.LogResult<?> result, long from, long to) {
    Log log = (Log) result.get();
    long block = EvmNode.exact(log.getBlockNumber());
    if (!log.getAddress().equalsIgnoreCase(place.contract().hex()) || block < from || block > to) {
      throw new IllegalArgumentException("an event that was not asked for");
    }
    return new Statement(digest(log), block, Hash.fromHex(log.getTransactionHash().substring(2)));
  }

  /// What was signed. Anybody may have numbers recorded that no decision has here: those are not ours.
  private Optional<Hash> digest(Log log) {
    try {
      return decision(log).map(signing::digest);
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<Decision> decision(Log log) {
    if (is(log, ConsentRegistry.GRANTRECORDED_EVENT)) {
      var grant = ConsentRegistry.getGrantRecordedEventFromLog(log);
      return Optional.of(
          new Decision.Grant(
              new GrantKey(
                  Address.parse(grant.patient), Hash.of(grant.institution), Hash.of(grant.terms)),
              grant.seq.longValueExact(),
              Instant.ofEpochSecond(grant.until.longValueExact())));
    }
    if (is(log, ConsentRegistry.WITHDRAWALRECORDED_EVENT)) {
      var end = ConsentRegistry.getWithdrawalRecordedEventFromLog(log);
      return Optional.of(
          new Decision.Withdrawal(
              new GrantKey(
                  Address.parse(end.patient), Hash.of(end.institution), Hash.of(end.terms)),
              end.seq.longValueExact()));
    }
    return Optional.empty(); // a delegation, or a withdrawal of everything: no home sends them
  }

  private static boolean is(Log log, Event event) {
    return log.getTopics().getFirst().equals(EventEncoder.encode(event));
  }

  @Override
  public Address sender(Hash transaction) throws LedgerException {
    return nodes.through(
        node -> {
          Optional<TransactionReceipt> found = node.receipt(transaction);
          if (found.isEmpty()) {
            throw node.distrusted("has an event of a transaction that it does not have", null);
          }
          return node.read(found.get(), receipt -> Address.parse(receipt.getFrom()));
        });
  }

  @Override
  public GrantLookup.Found grant(GrantKey key) throws LedgerException {
    return nodes.through(node -> at(node).check(key));
  }

  private static DefaultBlockParameter block(long number) {
    return DefaultBlockParameter.valueOf(BigInteger.valueOf(number));
  }

  @Override
  public void close() {
    nodes.close();
  }
}
