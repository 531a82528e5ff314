package health.cairn.ledger.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.consent.GrantLookup.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/// What is gone by when the chain does not answer, and for how long.
class ChainGrantsTest {
  private static final GrantKey KEY = DecisionOutboxContract.KEY;
  private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
  private static final Instant UNTIL = START.plus(Duration.ofDays(1));
  private static final GrantLookup GRANTED =
      new GrantLookup.Found(State.GRANTED, 5, UNTIL, 0, START);
  private static final GrantLookup SILENT = new GrantLookup.Unreachable("Nobody answers.");

  private final InMemoryDecisionOutbox outbox = new InMemoryDecisionOutbox();
  private GrantLookup answer = GRANTED;
  private int asked;
  private Instant now = START;
  private long nanos = -77;

  private final ChainGrants grants =
      new ChainGrants(
          key -> {
            asked++;
            return answer;
          },
          outbox,
          new ChainGrants.Policy(Duration.ofMinutes(1), Duration.ofHours(12), 2),
          new Clock() {
            @Override
            public ZoneOffset getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          },
          () -> nanos);

  private void pass(Duration time) {
    now = now.plus(time);
    nanos += time.toNanos();
  }

  private GrantView view() throws Exception {
    return grants.view(KEY);
  }

  @Test
  void view_asksAgainWhenNotFresh() throws Exception {
    assertEquals(new GrantView.Permitted(UNTIL, Duration.ZERO), view());
    pass(Duration.ofSeconds(59));
    assertEquals(new GrantView.Permitted(UNTIL, Duration.ofSeconds(59)), view());
    assertEquals(1, asked);
    answer = new GrantLookup.Found(State.WITHDRAWN, 5, UNTIL, 5, now.plusSeconds(2));
    pass(Duration.ofSeconds(2));
    assertEquals(Duration.ZERO, assertInstanceOf(GrantView.Withdrawn.class, view()).age());
    assertEquals(2, asked);
  }

  /// It has had no block for three days, and answers at once.
  @Test
  void view_isAsOldAsTheNewestBlockOfWhoAnswers() throws Exception {
    answer = new GrantLookup.Found(State.GRANTED, 5, UNTIL, 0, START.minus(Duration.ofHours(72)));
    assertEquals(new GrantView.Permitted(UNTIL, Duration.ofHours(72)), view());
    pass(Duration.ofSeconds(30));
    assertEquals(new GrantView.Permitted(UNTIL, Duration.ofHours(72).plusSeconds(30)), view());
    assertEquals(1, asked, "and is not asked again at once for that");
    answer = SILENT;
    pass(Duration.ofMinutes(2));
    assertInstanceOf(GrantView.Stale.class, view(), "older than may be gone by");
  }

  @Test
  void view_goesByMemoryUntilTheLimitAndFailsClosedAfter() throws Exception {
    view();
    answer = SILENT;
    pass(Duration.ofHours(12));
    assertEquals(new GrantView.Permitted(UNTIL, Duration.ofHours(12)), view());
    pass(Duration.ofSeconds(1));
    assertEquals(new GrantView.Stale("Nobody answers."), view());
    answer = new GrantLookup.Distrusted("Somebody lies.");
    assertEquals(new GrantView.Stale("Somebody lies."), view());
    answer = GRANTED;
    assertInstanceOf(GrantView.Permitted.class, view());
  }

  @Test
  void remembered_neverAsks() throws Exception {
    assertInstanceOf(GrantView.Stale.class, grants.remembered(KEY));
    assertEquals(0, asked);
    view();
    pass(Duration.ofHours(2));
    assertEquals(new GrantView.Permitted(UNTIL, Duration.ofHours(2)), grants.remembered(KEY));
    pass(Duration.ofHours(11));
    assertInstanceOf(GrantView.Stale.class, grants.remembered(KEY));
    assertEquals(1, asked);
  }

  @Test
  void view_isStaleWhenTheChainWasNeverHeard() throws Exception {
    answer = SILENT;
    assertFalse(view().permits());
    assertInstanceOf(GrantView.Stale.class, view());
  }

  @Test
  void view_endsByTheCalendarWhileTheChainIsSilent() throws Exception {
    answer = new GrantLookup.Found(State.GRANTED, 5, START.plusSeconds(30), 0, START);
    assertInstanceOf(GrantView.Permitted.class, view());
    pass(Duration.ofSeconds(30));
    assertEquals(new GrantView.Expired(START.plusSeconds(30)), view());
  }

  /// Setting the clock back neither makes an old answer young nor a grant that ended valid.
  @Test
  void view_isStaleWhenTheCalendarWentBack() throws Exception {
    view();
    answer = SILENT;
    pass(Duration.ofHours(3));
    now = START.minus(Duration.ofDays(30));
    assertInstanceOf(GrantView.Stale.class, view());
    now = START.plusSeconds(1);
    assertInstanceOf(GrantView.Stale.class, view(), "it was forgotten");
  }

  @Test
  void view_countsAWithdrawalThatWaitsHere() throws Exception {
    outbox.add(DecisionOutboxContract.task(new Decision.Withdrawal(KEY, 4)));
    assertInstanceOf(GrantView.Permitted.class, view(), "of an earlier grant");
    outbox.add(
        DecisionOutboxContract.task(
            new Decision.WithdrawalOfAll(KEY.patient(), KEY.institution(), 5)));
    assertEquals(Duration.ZERO, assertInstanceOf(GrantView.Withdrawn.class, view()).age());
    answer = SILENT;
    pass(Duration.ofDays(30));
    assertEquals(Duration.ZERO, assertInstanceOf(GrantView.Withdrawn.class, view()).age());
  }

  @Test
  void view_doesNotCountAGrantThatWaitsHere() throws Exception {
    answer = new GrantLookup.Found(State.UNKNOWN, 0, Instant.EPOCH, 0, now);
    outbox.add(DecisionOutboxContract.task(new Decision.Grant(KEY, 6, UNTIL)));
    assertEquals(new GrantView.Unknown(Duration.ZERO), view());
  }

  @Test
  void view_remembersNoMoreThanAllowed() throws Exception {
    view();
    for (int i = 1; i <= 2; i++) {
      grants.view(
          new GrantKey(
              new Address("0x" + "0" + i + "00".repeat(19)), KEY.institution(), KEY.terms()));
    }
    answer = SILENT;
    assertInstanceOf(GrantView.Stale.class, view(), "the eldest is forgotten");
  }
}
