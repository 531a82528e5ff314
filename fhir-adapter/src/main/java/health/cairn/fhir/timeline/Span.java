package health.cairn.fhir.timeline;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Timing;
import org.jspecify.annotations.Nullable;

/// From when to when, out of any of R4's ways to say it.
///
/// @param end where a period has one
record Span(PartialDate start, Optional<Instant> end) {

  /// The first of several elements that says when; of a period its start, else its end.
  static Optional<Span> of(@Nullable Base... elements) {
    for (Base element : elements) {
      Optional<Span> span = one(element);
      if (span.isPresent()) {
        return span;
      }
    }
    return Optional.empty();
  }

  private static Optional<Span> one(@Nullable Base element) {
    return switch (element) {
      case BaseDateTimeType date ->
          PartialDate.of(date.getValueAsString()).map(d -> new Span(d, Optional.empty()));
      case Period period -> {
        Optional<PartialDate> end = PartialDate.of(period.getEndElement().getValueAsString());
        yield PartialDate.of(period.getStartElement().getValueAsString())
            .or(() -> end)
            .map(start -> new Span(start, end.map(PartialDate::last).filter(notBefore(start))));
      }
      case Timing timing when timing.hasEvent() -> one(timing.getEvent().getFirst());
      case Timing timing when timing.getRepeat().hasBoundsPeriod() ->
          one(timing.getRepeat().getBoundsPeriod());
      case null, default -> Optional.empty();
    };
  }

  /// The same start with an end of its own, where that is a date and not before the start.
  Span until(@Nullable Base element) {
    Optional<Instant> last =
        switch (element) {
          case BaseDateTimeType date ->
              PartialDate.of(date.getValueAsString()).map(PartialDate::last);
          case Period period ->
              PartialDate.of(period.getEndElement().getValueAsString()).map(PartialDate::last);
          case null, default -> Optional.empty();
        };
    return last.filter(notBefore(start)).isPresent() ? new Span(start, last) : this;
  }

  private static Predicate<Instant> notBefore(PartialDate start) {
    return end -> !end.isBefore(start.first());
  }
}
