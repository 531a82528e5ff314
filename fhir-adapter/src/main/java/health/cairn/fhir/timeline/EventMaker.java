package health.cairn.fhir.timeline;

import health.cairn.fhir.timeline.RecordEvents.LeftOut;
import health.cairn.fhir.timeline.TimelineEvent.Kind;
import java.util.List;
import java.util.Optional;

/// Makes the events of one record.
///
/// @param recordId `Type/id`
record EventMaker(String recordId) {

  /// One event, or none where nothing says when.
  ///
  /// @param ongoing whether it is not over, if it has no end
  RecordEvents one(Kind kind, Optional<Span> when, boolean ongoing, String title, String detail) {
    return when.map(span -> RecordEvents.of(List.of(event(kind, span, ongoing, title, detail))))
        .orElseGet(() -> RecordEvents.none(LeftOut.UNDATED));
  }

  TimelineEvent event(Kind kind, Span span, boolean ongoing, String title, String detail) {
    return event(kind, span, ongoing, title, detail, Optional.empty());
  }

  TimelineEvent event(
      Kind kind,
      Span span,
      boolean ongoing,
      String title,
      String detail,
      Optional<TimelineEvent.Measure> measure) {
    return new TimelineEvent(
        recordId,
        kind,
        span.start().first(),
        span.end(),
        ongoing && span.end().isEmpty(),
        title,
        detail,
        measure,
        span.start().precision());
  }
}
