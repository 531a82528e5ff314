package health.cairn.ledger.consent;

import health.cairn.ledger.LedgerException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// What the chain says of grants, remembered for when it does not answer, and for no longer than is
/// allowed. A withdrawal that waits in this machine's outbox counts at once; a grant that waits there
/// does not count before the chain has it.
///
/// Age is how long ago the chain was asked, and how far the newest block of who answered lay behind then: a node that is cut off
/// from the network answers promptly, and with what was. It is measured by a clock that cannot be set, ends by the calendar: setting the clock back makes
/// nothing younger, and where the calendar went backwards since the chain was asked, what it said is
/// not gone by.
///
/// Thread-safe. Remembers in memory only: after a start, the chain must answer once.
public final class ChainGrants {
  /// @param fresh the chain is not asked again within this time
  /// @param limit what it said is gone by for this long when it does not answer
  /// @param entries how many grants are remembered
  public record Policy(Duration fresh, Duration limit, int entries) {
    /// A minute, twelve hours, ten thousand.
    public static final Policy DEFAULT =
        new Policy(Duration.ofMinutes(1), Duration.ofHours(12), 10_000);

    public Policy {
      if (fresh.isNegative() || limit.compareTo(fresh) < 0 || entries < 1) {
        throw new IllegalArgumentException("0 <= fresh <= limit, and room for one");
      }
    }
  }

  private record Heard(GrantLookup.Found said, long atNanos, Instant at) {
    Duration behind() {
      Duration behind = Duration.between(said.head(), at);
      return behind.isNegative() ? Duration.ZERO : behind;
    }
  }

  private final GrantReader reader;
  private final DecisionOutbox outbox;
  private final Policy policy;
  private final Clock calendar;
  private final LongSupplier nanos;
  private final Map<GrantKey, Heard> memory;

  public ChainGrants(GrantReader reader, DecisionOutbox outbox, Policy policy) {
    this(reader, outbox, policy, Clock.systemUTC(), System::nanoTime);
  }

  ChainGrants(
      GrantReader reader,
      DecisionOutbox outbox,
      Policy policy,
      Clock calendar,
      LongSupplier nanos) {
    this.reader = reader;
    this.outbox = outbox;
    this.policy = policy;
    this.calendar = calendar;
    this.nanos = nanos;
    this.memory =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<GrantKey, Heard> eldest) {
            return size() > policy.entries();
          }
        };
  }

  /// Asks the chain, or memory while that is fresh. Blocks as long as the reader does.
  ///
  /// @throws LedgerException when the outbox fails us
  public GrantView view(GrantKey key) throws LedgerException {
    long withdrawnHere = withdrawnHere(key);
    Optional<Heard> remembered = heard(key);
    if (remembered.isPresent() && asked(remembered.get()).compareTo(policy.fresh()) <= 0) {
      return judge(remembered.get(), withdrawnHere);
    }
    return switch (reader.lookup(key)) {
      case GrantLookup.Found found -> judge(keep(key, found), withdrawnHere);
      case GrantLookup.Unreachable silent -> fallBack(remembered, withdrawnHere, silent.reason());
      case GrantLookup.Distrusted liar -> fallBack(remembered, withdrawnHere, liar.reason());
    };
  }

  /// What is remembered, without asking the chain: for decisions that must not wait for a network.
  ///
  /// @throws LedgerException when the outbox fails us
  public GrantView remembered(GrantKey key) throws LedgerException {
    return fallBack(
        heard(key), withdrawnHere(key), "The chain was not asked within the time allowed.");
  }

  /// What was said of a grant is no longer so: something was decided about it since.
  public synchronized void forget(GrantKey key) {
    memory.remove(key);
  }

  private GrantView fallBack(Optional<Heard> remembered, long withdrawnHere, String reason) {
    if (remembered.isPresent() && age(remembered.get()).compareTo(policy.limit()) <= 0) {
      return judge(remembered.get(), withdrawnHere);
    }
    return withdrawnHere > 0
        ? new GrantView.Withdrawn(Duration.ZERO, withdrawnHere)
        : new GrantView.Stale(reason);
  }

  private GrantView judge(Heard heard, long withdrawnHere) {
    GrantLookup.Found said = heard.said();
    Duration age = age(heard);
    return switch (said.state()) {
      case UNKNOWN -> new GrantView.Unknown(age);
      case WITHDRAWN -> new GrantView.Withdrawn(age, said.withdrawnUpTo());
      case EXPIRED -> new GrantView.Expired(said.until());
      case GRANTED -> {
        if (withdrawnHere >= said.seq()) {
          yield new GrantView.Withdrawn(Duration.ZERO, withdrawnHere);
        }
        yield calendar.instant().isBefore(said.until())
            ? new GrantView.Permitted(said.until(), age)
            : new GrantView.Expired(said.until());
      }
    };
  }

  private Duration asked(Heard heard) {
    return Duration.ofNanos(nanos.getAsLong() - heard.atNanos());
  }

  private Duration age(Heard heard) {
    return asked(heard).plus(heard.behind());
  }

  private synchronized Heard keep(GrantKey key, GrantLookup.Found found) {
    var heard = new Heard(found, nanos.getAsLong(), calendar.instant());
    memory.put(key, heard);
    return heard;
  }

  /// Forgets what was heard when the calendar stands before that moment: somebody set it back.
  private synchronized Optional<Heard> heard(GrantKey key) {
    Heard heard = memory.get(key);
    if (heard != null && calendar.instant().isBefore(heard.at())) {
      memory.remove(key);
      return Optional.empty();
    }
    return Optional.ofNullable(heard);
  }

  /// The highest number up to which a decision that is kept here withdraws this grant; zero if none.
  private long withdrawnHere(GrantKey key) throws LedgerException {
    long upTo = 0;
    for (DecisionTask task : outbox.all()) {
      Decision decision = task.decision().decision();
      boolean withdraws =
          switch (decision) {
            case Decision.Withdrawal one -> one.key().equals(key);
            case Decision.WithdrawalOfAll all ->
                all.patient().equals(key.patient()) && all.institution().equals(key.institution());
            case Decision.Grant grant -> false;
            case Decision.Delegation delegation -> false;
          };
      if (withdraws && task.state() != health.cairn.ledger.AnchorState.REJECTED) {
        upTo = Math.max(upTo, decision.seq());
      }
    }
    return upTo;
  }
}
