package health.cairn.ledger.monitor;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.consent.Decision;
import health.cairn.ledger.journal.CheckProgress;
import health.cairn.ledger.merkle.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether the registry of consent holds what this home said there of its patients' decisions, and whether somebody said
/// more from this institution's account. Goes on where it stopped; remembers nothing itself.
public final class DecisionWatch {
  /// More of them say no more.
  private static final int MAX_ALARMS = 100;

  private static final long SMALLEST_RANGE = 16;

  private final ChainWatch chain;
  private final DecisionChain registry;

  /// @param chain the same chain, for its blocks
  public DecisionWatch(ChainWatch chain, DecisionChain registry) {
    this.chain = chain;
    this.registry = registry;
  }

  /// What this home ever sent.
  @FunctionalInterface
  public interface Sent {
    /// @param digest what was signed
    boolean contains(Hash digest) throws LedgerException;
  }

  /// Reads what the registry took, and finds what came from our account and not from us.
  ///
  /// @param from the first block to read
  /// @param ranges stop after so many requests for a range
  /// @throws LedgerException kind UNREACHABLE or DISTRUSTED, and as [Sent]
  public SenderWatch.Read strangers(
      Address account, Sent sent, long from, int ranges, CheckProgress progress)
      throws LedgerException {
    long head = chain.head().block();
    if (from > head + 1) {
      throw new LedgerException(
          LedgerException.Kind.DISTRUSTED,
          "The chain cannot be trusted: " + chain.name() + " has fewer blocks than before.");
    }
    var alarms = new ArrayList<Alarm>();
    long next = from;
    long range = SenderWatch.RANGE;
    for (int asked = 0; asked < ranges && next <= head; asked++) {
      progress.at(next, head + 1);
      long to = Math.min(head, next + range - 1);
      List<DecisionChain.Statement> taken;
      try {
        taken = registry.statements(next, to);
      } catch (LedgerException e) {
        if (e.kind() != LedgerException.Kind.DISTRUSTED || to - next < SMALLEST_RANGE) {
          throw e;
        }
        range = Math.max(SMALLEST_RANGE, (to - next) / 4); // more than it answers at once
        continue;
      }
      for (DecisionChain.Statement one : taken) {
        if (alarms.size() < MAX_ALARMS
            && !isOurs(one, sent)
            && registry.sender(one.transaction()).equals(account)) {
          alarms.add(foreign(one));
        }
      }
      next = to + 1;
    }
    return new SenderWatch.Read(next, head, List.copyOf(alarms));
  }

  private static boolean isOurs(DecisionChain.Statement one, Sent sent) throws LedgerException {
    return one.digest().isPresent() && sent.contains(one.digest().get());
  }

  private Alarm foreign(DecisionChain.Statement one) throws LedgerException {
    return new Alarm(
        Alarm.Kind.FOREIGN_DECISION,
        "transaction " + one.transaction().hex().substring(0, 16),
        chain.timeOf(one.block()),
        "This home's account brought a patient's decision that this home did not send, in block %d."
            .formatted(one.block()));
  }

  /// A decision that this home holds as settled.
  ///
  /// @param number by which the home knows it
  public record Settled(long number, Decision decision) {
    /// What an alarm about it is about.
    public String subject() {
      return "decision " + number;
    }
  }

  /// Asks the registry for a decision that it is said to hold.
  ///
  /// @throws LedgerException kind UNREACHABLE or DISTRUSTED
  public Optional<Alarm> readBack(Settled one, Instant now) throws LedgerException {
    boolean there =
        switch (one.decision()) {
          case Decision.Grant grant -> registry.holds(grant);
          case Decision.Withdrawal withdrawal -> registry.holds(withdrawal);
          case Decision.WithdrawalOfAll all -> true; // no home sends one
          case Decision.Delegation delegation -> true; // nor this
        };
    return there
        ? Optional.empty()
        : Optional.of(
            new Alarm(
                Alarm.Kind.ANCHOR_GONE,
                one.subject(),
                now,
                "The chain no longer holds a patient's " + one.subject() + "."));
  }
}
