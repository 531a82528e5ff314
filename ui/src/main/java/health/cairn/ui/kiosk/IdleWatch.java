package health.cairn.ui.kiosk;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// Whether somebody is still there. Nobody can see a person leave: five seconds without a movement, and what is
/// personal is veiled. After a while without a touch the page is hidden, at once and whole; a touch brings it back. After another while everything of the patient is dropped. Nobody is hurried: a touch
/// always starts the time anew.
final class IdleWatch {
  /// With the half second between two looks at the clock, five seconds at most.
  static final Duration UNTIL_VEILED = Duration.ofMillis(4500);

  /// Reading a page takes well under this.
  static final Duration UNTIL_HIDDEN = Duration.ofSeconds(90);

  /// The thank-you page needs no thinking, and people walk away from it.
  static final Duration UNTIL_HIDDEN_AT_END = Duration.ofSeconds(30);

  static final Duration UNTIL_WIPED = Duration.ofSeconds(60);

  /// What time has brought.
  enum Verdict {
    HERE,
    VEIL,
    HIDE,
    WIPE
  }

  private final InstantSource clock;
  private Instant touched;

  IdleWatch(InstantSource clock) {
    this.clock = clock;
    this.touched = clock.instant();
  }

  void touch() {
    touched = clock.instant();
  }

  Verdict verdict(boolean atEnd) {
    Duration idle = Duration.between(touched, clock.instant());
    Duration hidden = atEnd ? UNTIL_HIDDEN_AT_END : UNTIL_HIDDEN;
    if (idle.compareTo(hidden.plus(UNTIL_WIPED)) >= 0) {
      return Verdict.WIPE;
    }
    if (idle.compareTo(hidden) >= 0) {
      return Verdict.HIDE;
    }
    return idle.compareTo(UNTIL_VEILED) >= 0 ? Verdict.VEIL : Verdict.HERE;
  }
}
