package health.cairn.fhir.timeline;

import health.cairn.fhir.finding.FindingCodes;
import health.cairn.fhir.timeline.RecordEvents.LeftOut;
import health.cairn.fhir.timeline.TimelineEvent.Kind;
import health.cairn.fhir.timeline.TimelineEvent.Measure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationReferenceRangeComponent;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/// Laboratory values, vital signs, whatever else was observed, and the findings of our own models.
final class ObservationEvents {
  private ObservationEvents() {}

  static RecordEvents of(EventMaker events, Observation observation) {
    Optional<String> finding = findingStatus(observation);
    Observation.ObservationStatus status = observation.getStatus();
    // A rejected finding stays on the timeline, as rejected: what the model said and who did not
    // agree.
    if (finding.isEmpty()) {
      if (status == Observation.ObservationStatus.ENTEREDINERROR) {
        return RecordEvents.none(LeftOut.ENTERED_IN_ERROR);
      }
      if (status == Observation.ObservationStatus.CANCELLED
          || status == Observation.ObservationStatus.REGISTERED) {
        return RecordEvents.none(LeftOut.DID_NOT_HAPPEN);
      }
    }
    Optional<Span> when = Span.of(observation.getEffective(), observation.getIssuedElement());
    if (when.isEmpty()) {
      return RecordEvents.none(LeftOut.UNDATED);
    }
    if (finding.isPresent()) {
      return RecordEvents.of(List.of(finding(events, observation, when.get(), finding.get())));
    }
    boolean imaging =
        observation.getCategory().stream()
            .flatMap(c -> c.getCoding().stream())
            .anyMatch(c -> "imaging".equals(c.getCode()));
    return RecordEvents.of(
        measured(events, observation, when.get(), imaging ? Kind.FINDING : Kind.LAB));
  }

  private static Optional<String> findingStatus(Observation observation) {
    return observation.getMeta().getTag().stream()
        .filter(tag -> FindingCodes.STATUS.equals(tag.getSystem()) && tag.hasCode())
        .map(Coding::getCode)
        .findFirst();
  }

  private static TimelineEvent finding(
      EventMaker events, Observation observation, Span when, String status) {
    boolean rejected = status.equals("rejected");
    boolean decided = !status.equals("proposed") && !observation.getPerformer().isEmpty();
    String detail =
        Words.join(
            ", ",
            decided
                ? status + " by " + Words.of(observation.getPerformerFirstRep())
                : "proposed, not reviewed",
            Words.of(observation.getDevice()),
            value(observation));
    // What was rejected must not be drawn as a point of the tumour's course, and each segment of a
    // tumour has a course of its own.
    Optional<Measure> measure =
        rejected
            ? Optional.empty()
            : measure(
                code(observation.getCode()) + "#" + Words.of(observation.getCode()),
                observation.getValue(),
                observation.getReferenceRange());
    return events.event(
        Kind.FINDING, when, false, Words.of(observation.getCode()), detail, measure);
  }

  private static List<TimelineEvent> measured(
      EventMaker events, Observation observation, Span when, Kind kind) {
    String title = Words.or(Words.of(observation.getCode()), "Observation");
    String status = observation.getStatus() == null ? "" : observation.getStatus().toCode();
    List<TimelineEvent> result = new ArrayList<>();
    if (observation.hasValue() || observation.getComponent().isEmpty()) {
      result.add(
          events.event(
              kind,
              when,
              false,
              title,
              Words.join(", ", value(observation), status),
              measure(
                  code(observation.getCode()),
                  observation.getValue(),
                  observation.getReferenceRange())));
    }
    for (Observation.ObservationComponentComponent part : observation.getComponent()) {
      String value =
          part.hasValue() ? Words.of(part.getValue()) : absent(part.getDataAbsentReason());
      result.add(
          events.event(
              kind,
              when,
              false,
              Words.or(Words.of(part.getCode()), title),
              Words.join(", ", value, title, status),
              measure(code(part.getCode()), part.getValue(), part.getReferenceRange())));
    }
    return result;
  }

  private static String value(Observation observation) {
    if (observation.hasValue()) {
      return Words.of(observation.getValue());
    }
    return observation.getHasMember().isEmpty()
        ? absent(observation.getDataAbsentReason())
        : observation.getHasMember().size() + " values";
  }

  private static String absent(CodeableConcept reason) {
    return reason.isEmpty() ? "" : "no value: " + Words.of(reason);
  }

  /// @return empty for what is no number, or only a bound of one ("less than 5")
  private static Optional<Measure> measure(
      String code, @Nullable Type value, List<ObservationReferenceRangeComponent> ranges) {
    if (!(value instanceof Quantity quantity) || !quantity.hasValue() || quantity.hasComparator()) {
      return Optional.empty();
    }
    String unit =
        quantity.hasUnit() ? quantity.getUnit() : quantity.hasCode() ? quantity.getCode() : "";
    Optional<ObservationReferenceRangeComponent> range = ranges.stream().findFirst();
    return Optional.of(
        new Measure(
            code,
            quantity.getValue().doubleValue(),
            unit,
            range
                .map(r -> r.getLow())
                .filter(Quantity::hasValue)
                .map(q -> q.getValue().doubleValue()),
            range
                .map(r -> r.getHigh())
                .filter(Quantity::hasValue)
                .map(q -> q.getValue().doubleValue())));
  }

  private static String code(CodeableConcept concept) {
    Optional<Coding> loinc =
        concept.getCoding().stream()
            .filter(c -> "http://loinc.org".equals(c.getSystem()) && c.hasCode())
            .findFirst();
    return loinc
        .or(() -> concept.getCoding().stream().filter(Coding::hasCode).findFirst())
        .map(c -> (c.hasSystem() ? c.getSystem() : "") + "|" + c.getCode())
        .orElseGet(() -> "|" + Words.of(concept));
  }
}
