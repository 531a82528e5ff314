package health.cairn.ui.timeline;

import health.cairn.fhir.timeline.TimelineEvent;
import health.cairn.fhir.timeline.TimelineEvent.Kind;
import health.cairn.fhir.timeline.TimelineEvent.Measure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A strip of the timeline: things of one kind, or one measured value over time.
public sealed interface Lane {
  Kind kind();

  String title();

  /// Height on the screen, pixels.
  double height();

  /// Things that happen at a moment, oldest first.
  record Points(Kind kind, String title, List<TimelineEvent> events) implements Lane {
    public Points {
      events = List.copyOf(events);
    }

    @Override
    public double height() {
      return 36;
    }
  }

  /// Things that last. Those of one row do not overlap.
  record Bars(Kind kind, String title, List<List<TimelineEvent>> rows) implements Lane {
    static final double ROW = 20;

    public Bars {
      rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public double height() {
      return 12 + ROW * rows.size();
    }
  }

  /// One measured value over time, oldest first; every event has a measure.
  ///
  /// @param low lower limit of the latest reference range, where given
  /// @param bottom smallest value to draw, range included
  record Trend(
      Kind kind,
      String title,
      String unit,
      List<TimelineEvent> events,
      Optional<Double> low,
      Optional<Double> high,
      double bottom,
      double top)
      implements Lane {
    public Trend {
      events = List.copyOf(events);
    }

    @Override
    public double height() {
      return 52;
    }

    /// The last value at or before a time, if any.
    public Optional<TimelineEvent> at(double seconds) {
      int low = 0;
      int high = events.size();
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (events.get(middle).start().getEpochSecond() <= seconds) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low == 0 ? Optional.empty() : Optional.of(events.get(low - 1));
    }
  }

  /// Sorts a history into lanes, in the order of the kinds.
  static List<Lane> of(List<TimelineEvent> events) {
    List<Lane> lanes = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      List<TimelineEvent> own = events.stream().filter(e -> e.kind() == kind).toList();
      if (!own.isEmpty()) {
        lanes.addAll(lanes(kind, own));
      }
    }
    return List.copyOf(lanes);
  }

  private static List<Lane> lanes(Kind kind, List<TimelineEvent> events) {
    Map<String, List<TimelineEvent>> trends = new LinkedHashMap<>();
    List<TimelineEvent> rest = new ArrayList<>();
    for (TimelineEvent e : events) {
      e.measure()
          .ifPresentOrElse(
              m -> trends.computeIfAbsent(m.code() + "|" + m.unit(), c -> new ArrayList<>()).add(e),
              () -> rest.add(e));
    }
    List<Lane> lanes = new ArrayList<>();
    trends.values().forEach(t -> lanes.add(trend(kind, t)));
    if (!rest.isEmpty()) {
      boolean lasting = kind == Kind.MEDICATION || kind == Kind.CONDITION;
      lanes.addFirst(
          lasting
              ? new Bars(kind, KindWords.plural(kind), rows(rest))
              : new Points(kind, KindWords.plural(kind), rest));
    }
    return lanes;
  }

  private static Trend trend(Kind kind, List<TimelineEvent> events) {
    List<TimelineEvent> sorted =
        events.stream().sorted(Comparator.comparing(TimelineEvent::start)).toList();
    Measure latest = sorted.getLast().measure().orElseThrow();
    double bottom = Double.POSITIVE_INFINITY;
    double top = Double.NEGATIVE_INFINITY;
    for (TimelineEvent e : sorted) {
      double value = e.measure().orElseThrow().value();
      bottom = Math.min(bottom, value);
      top = Math.max(top, value);
    }
    bottom = Math.min(bottom, latest.low().orElse(bottom));
    top = Math.max(top, latest.high().orElse(top));
    if (top <= bottom) {
      // One value, or always the same: in the middle of its lane.
      bottom -= 1;
      top += 1;
    }
    return new Trend(
        kind,
        sorted.getLast().title(),
        latest.unit(),
        sorted,
        latest.low(),
        latest.high(),
        bottom,
        top);
  }

  /// Rows of bars: what has the same name keeps to one row where it can.
  private static List<List<TimelineEvent>> rows(List<TimelineEvent> events) {
    Map<String, List<TimelineEvent>> byName = new LinkedHashMap<>();
    events.forEach(e -> byName.computeIfAbsent(e.title(), t -> new ArrayList<>()).add(e));
    List<List<TimelineEvent>> rows = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    for (List<TimelineEvent> group : byName.values()) {
      long from = group.getFirst().start().getEpochSecond();
      long to = group.stream().mapToLong(Lane::endOf).max().orElse(from);
      int row = 0;
      while (row < rows.size() && ends.get(row) > from) {
        row++;
      }
      if (row == rows.size()) {
        rows.add(new ArrayList<>());
        ends.add(to);
      }
      rows.get(row).addAll(group);
      ends.set(row, Math.max(ends.get(row), to));
    }
    return rows;
  }

  private static long endOf(TimelineEvent e) {
    return e.ongoing() ? Long.MAX_VALUE : e.end().orElse(e.start()).getEpochSecond();
  }
}
