package health.cairn.ledger.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.ledger.consent.GrantLookup.Found;
import health.cairn.ledger.consent.GrantLookup.State;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// Two registries, one after the other, on the same grant.
class GrantLookupTest {
  private static final Instant UNTIL = Instant.parse("2030-01-01T00:00:00Z");

  private static Found found(State state, long seq, long withdrawnUpTo) {
    return new Found(state, seq, UNTIL, withdrawnUpTo, Instant.EPOCH);
  }

  @Test
  void after_goesByTheOlderWhereTheNewerKnowsNothing() {
    Found older = found(State.GRANTED, 5, 0);
    assertEquals(older, found(State.UNKNOWN, 0, 0).after(older));
  }

  @Test
  void after_goesByTheNewerWhereItKnows() {
    Found newer = found(State.WITHDRAWN, 0, 6);
    assertEquals(newer, newer.after(found(State.GRANTED, 5, 0)));
    Found again = found(State.GRANTED, 7, 6);
    assertEquals(again, again.after(found(State.WITHDRAWN, 5, 6)));
  }

  @Test
  void after_holdsAWithdrawalThatOnlyTheOlderHeardOf() {
    assertEquals(
        State.WITHDRAWN, found(State.GRANTED, 5, 0).after(found(State.WITHDRAWN, 5, 5)).state());
  }
}
