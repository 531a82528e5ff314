package health.cairn.ledger.monitor;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.monitor.ChainWatch.Head;
import health.cairn.ledger.monitor.ChainWatch.Validator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Who of those that make blocks is silent, and whether blocks are made at all. QBFT lets validators
/// propose in turn, so one that proposed nothing in several rounds is down or cut off.
public final class ValidatorWatch {
  /// Blocks looked back.
  static final long WINDOW = 100;

  /// Turns that each must have had.
  private static final int ROUNDS = 4;

  private ValidatorWatch() {}

  /// @param oldestBlock how old the newest block may be
  /// @throws LedgerException kind UNREACHABLE or DISTRUSTED
  public static Watch.State run(ChainWatch chain, Duration oldestBlock, Instant now)
      throws LedgerException {
    Head head = chain.head();
    long from = Math.max(0, head.block() - WINDOW + 1);
    var alarms = new ArrayList<Alarm>();
    if (head.time().plus(oldestBlock).isBefore(now)) {
      alarms.add(
          new Alarm(
              Alarm.Kind.CHAIN_STALLED,
              chain.name(),
              head.time(),
              "The network has made no block for "
                  + Duration.between(head.time(), now).toMinutes()
                  + " minutes."));
    }
    Optional<List<Validator>> said = chain.validators(from, head.block());
    if (said.isEmpty()) {
      return Watch.State.done(Watch.VALIDATORS, now, "the node does not say who validates", alarms);
    }
    List<Validator> validators = said.get();
    long blocks = head.block() - from + 1;
    if (blocks >= (long) ROUNDS * validators.size()) {
      for (Validator validator : validators) {
        if (validator.proposed() == 0) {
          alarms.add(
              new Alarm(
                  Alarm.Kind.SILENT_VALIDATOR,
                  validator.account().hex(),
                  chain.timeOf(from),
                  "A validator proposed none of the last " + blocks + " blocks."));
        }
      }
    }
    return Watch.State.done(Watch.VALIDATORS, now, validators.size() + " validators", alarms);
  }
}
