package health.cairn.ui.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.fhir.timeline.TimelineEvent;
import health.cairn.fhir.timeline.TimelineEvent.Kind;
import health.cairn.fhir.timeline.TimelineEvent.Measure;
import health.cairn.ui.fake.SyntheticHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LaneTest {
  private static TimelineEvent lab(String code, double value, String day) {
    return new TimelineEvent(
        "Observation/" + day,
        Kind.LAB,
        Instant.parse(day + "T08:00:00Z"),
        Optional.empty(),
        false,
        "Sodium",
        "",
        Optional.of(new Measure(code, value, "mmol/L", Optional.of(135.0), Optional.of(145.0))));
  }

  private static TimelineEvent medication(String name, String from, Optional<String> to) {
    return new TimelineEvent(
        "MedicationRequest/" + name + from,
        Kind.MEDICATION,
        Instant.parse(from + "T08:00:00Z"),
        to.map(d -> Instant.parse(d + "T08:00:00Z")),
        to.isEmpty(),
        name,
        "",
        Optional.empty());
  }

  @Test
  void of_givesEachCodeItsOwnTrend() {
    List<Lane> lanes =
        Lane.of(
            List.of(
                lab("loinc|1", 140, "2026-01-01"),
                lab("loinc|2", 4, "2026-01-02"),
                lab("loinc|1", 131, "2026-01-03")));
    assertEquals(2, lanes.size());
    Lane.Trend sodium = assertInstanceOf(Lane.Trend.class, lanes.getFirst());
    assertEquals(2, sodium.events().size());
    assertEquals(131, sodium.bottom(), "a value below its range is still on the screen");
    assertEquals(145, sodium.top(), "the range is on the screen too");
  }

  @Test
  void at_isTheLastValueBeforeATime() {
    Lane.Trend trend =
        (Lane.Trend)
            Lane.of(List.of(lab("c", 140, "2026-01-01"), lab("c", 131, "2026-01-03"))).getFirst();
    double second = Instant.parse("2026-01-02T00:00:00Z").getEpochSecond();
    assertEquals(140, trend.at(second).orElseThrow().measure().orElseThrow().value());
    assertTrue(trend.at(0).isEmpty());
  }

  @Test
  void of_neverLaysOverlappingBarsOverEachOther() {
    Lane.Bars bars =
        (Lane.Bars)
            Lane.of(
                    List.of(
                        medication("A", "2026-01-01", Optional.of("2026-03-01")),
                        medication("B", "2026-02-01", Optional.empty()),
                        medication("C", "2026-03-02", Optional.of("2026-04-01")),
                        medication("A", "2026-05-01", Optional.of("2026-05-09"))))
                .getFirst();
    for (List<TimelineEvent> row : bars.rows()) {
      List<TimelineEvent> sorted =
          row.stream().sorted(java.util.Comparator.comparing(TimelineEvent::start)).toList();
      for (int i = 1; i < sorted.size(); i++) {
        assertTrue(
            !sorted.get(i - 1).end().orElse(Instant.MAX).isAfter(sorted.get(i).start()),
            "overlap in a row: " + row);
      }
    }
    assertEquals(4, bars.rows().stream().mapToInt(List::size).sum(), "every event is in some row");
  }

  @Test
  void of_losesNoEventOfALongHistory() {
    var timeline = SyntheticHistory.of(5000, LocalDate.of(2026, 11, 22));
    int drawn =
        Lane.of(timeline.events()).stream()
            .mapToInt(
                lane ->
                    switch (lane) {
                      case Lane.Points p -> p.events().size();
                      case Lane.Bars b -> b.rows().stream().mapToInt(List::size).sum();
                      case Lane.Trend t -> t.events().size();
                    })
            .sum();
    assertEquals(timeline.events().size(), drawn);
  }
}
