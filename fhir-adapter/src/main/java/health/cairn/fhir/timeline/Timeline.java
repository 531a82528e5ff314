package health.cairn.fhir.timeline;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A patient's events, oldest first; events at the same time are ordered by kind, then record id.
public record Timeline(List<TimelineEvent> events) {
  private static final Comparator<TimelineEvent> ORDER =
      Comparator.comparing(TimelineEvent::start)
          .thenComparing(TimelineEvent::kind)
          .thenComparing(TimelineEvent::recordId)
          .thenComparing(TimelineEvent::title);

  public Timeline {
    events = List.copyOf(events);
  }

  /// The events in order, from any order.
  public static Timeline of(Collection<TimelineEvent> events) {
    return new Timeline(events.stream().sorted(ORDER).toList());
  }

  /// The events that touch a span of time, of some kinds. An event with a duration touches it where
  /// the two overlap; what is ongoing lasts until now and beyond.
  ///
  /// @param from first instant, or empty for the beginning
  /// @param to last instant (inclusive), or empty for no end
  /// @param kinds empty for all
  public Timeline filter(
      Optional<Instant> from, Optional<Instant> to, Set<TimelineEvent.Kind> kinds) {
    return new Timeline(
        events.stream()
            .filter(e -> kinds.isEmpty() || kinds.contains(e.kind()))
            .filter(e -> to.isEmpty() || !e.start().isAfter(to.get()))
            .filter(
                e ->
                    from.isEmpty()
                        || e.ongoing()
                        || !e.end().orElse(e.start()).isBefore(from.get()))
            .toList());
  }
}
