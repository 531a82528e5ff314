package health.cairn.ui.kiosk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that a test moves by hand.
public final class HandClock implements InstantSource {
  private Instant now = FakeConsents.NOW;

  @Override
  public Instant instant() {
    return now;
  }

  public void forward(Duration duration) {
    now = now.plus(duration);
  }
}
