package health.cairn.fhir.timeline;

import java.util.List;
import java.util.Optional;

/// The events of one record, or why it has none.
///
/// @param leftOut empty if, and only if, there are events
public record RecordEvents(List<TimelineEvent> events, Optional<LeftOut> leftOut) {

  public RecordEvents {
    events = List.copyOf(events);
    if (events.isEmpty() == leftOut.isEmpty()) {
      throw new IllegalArgumentException("a record has events, or a reason for none");
    }
  }

  /// Why a record is not on the timeline.
  public enum LeftOut {
    /// Withdrawn by its author (`entered-in-error`).
    ENTERED_IN_ERROR,
    /// It did not happen, or is no statement about the past (`not-done`, a draft, a proposal).
    DID_NOT_HAPPEN,
    /// It says nothing of when.
    UNDATED,
    /// A kind of record without a lane (Claim, Organization).
    NO_LANE,
    /// The record cannot be read.
    UNREADABLE
  }

  static RecordEvents of(List<TimelineEvent> events) {
    return new RecordEvents(events, Optional.empty());
  }

  static RecordEvents none(LeftOut reason) {
    return new RecordEvents(List.of(), Optional.of(reason));
  }
}
