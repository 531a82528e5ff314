package health.cairn.app.wiring;

import java.time.Duration;
import java.util.function.LongSupplier;

/// How fast a passphrase can be guessed: five wrong ones in a row are forgiven, then each doubles the wait before the
/// next may be tried. A guesser gets to some 300 a day; staff who mistyped wait five minutes at most.
final class GuessLimit {
  static final int FORGIVEN = 5;
  static final Duration FIRST_WAIT = Duration.ofSeconds(15);
  static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private final LongSupplier nanos;
  private int wrong;
  private long lastWrong;

  /// @param nanos a clock that nobody can set, as `System.nanoTime`
  GuessLimit(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /// Whether the next guess has to wait.
  boolean waits() {
    return wrong >= FORGIVEN && nanos.getAsLong() - lastWrong < pause().toNanos();
  }

  void wrong() {
    wrong++;
    lastWrong = nanos.getAsLong();
  }

  void right() {
    wrong = 0;
  }

  private Duration pause() {
    Duration pause = FIRST_WAIT;
    for (int i = FORGIVEN; i < wrong && pause.compareTo(LONGEST_WAIT) < 0; i++) {
      pause = pause.multipliedBy(2);
    }
    return pause.compareTo(LONGEST_WAIT) < 0 ? pause : LONGEST_WAIT;
  }
}
