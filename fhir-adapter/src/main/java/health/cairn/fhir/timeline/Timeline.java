package health.cairn.fhir.timeline;

import java.util.List;

/// A patient's events, oldest first; events at the same time are ordered by kind, then record id.
public record Timeline(List<TimelineEvent> events) {

  public Timeline {
    events = List.copyOf(events);
  }
}
