package health.cairn.ui.kiosk;

import java.time.Instant;
import java.time.InstantSource;

/// Time that nobody can set: it goes on from the moment when it was made, whatever becomes of the machine's clock. For how
/// long something takes, not for which day it is.
final class SteadyTime implements InstantSource {
  private final Instant began = Instant.now();
  private final long beganNanos = System.nanoTime();

  @Override
  public Instant instant() {
    return began.plusNanos(System.nanoTime() - beganNanos);
  }
}
