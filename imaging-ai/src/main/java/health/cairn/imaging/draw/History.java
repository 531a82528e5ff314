package health.cairn.imaging.draw;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// Strokes that can be taken back and done again, bounded in bytes: past that the oldest is forgotten.
final class History {
  private final long maxBytes;
  private final Deque<Stroke> done = new ArrayDeque<>();
  private final Deque<Stroke> undone = new ArrayDeque<>();
  private long bytes;

  History(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /// What was taken back before cannot be done again after something new.
  void add(Stroke stroke) {
    undone.forEach(s -> bytes -= s.bytes());
    undone.clear();
    done.addLast(stroke);
    bytes += stroke.bytes();
    while (bytes > maxBytes && done.size() > 1) {
      bytes -= done.removeFirst().bytes();
    }
  }

  Optional<Stroke> back() {
    Optional<Stroke> last = Optional.ofNullable(done.pollLast());
    last.ifPresent(undone::addLast);
    return last;
  }

  Optional<Stroke> again() {
    Optional<Stroke> next = Optional.ofNullable(undone.pollLast());
    next.ifPresent(done::addLast);
    return next;
  }

  boolean canGoBack() {
    return !done.isEmpty();
  }

  boolean canGoAgain() {
    return !undone.isEmpty();
  }
}
