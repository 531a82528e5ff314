package health.cairn.app.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.insight.DriftReport.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Drawn analyses with known properties: how often the monitor cries wolf, and how often it sees one.
class DriftMonitorTest {
  private static final int REFERENCE = 60;
  private static final int WINDOW = 30;
  private static final int DRAWS = 1999;

  /// Eight numbers and three words, as an analysis has them: normal, skewed, with ties, rare words.
  private static AnalysisRow row(Random random, double shift, String maker, double rejection) {
    SortedMap<String, Double> numbers = new TreeMap<>();
    numbers.put("slice distance mm", 5 + shift + random.nextGaussian());
    numbers.put("slices", (double) (20 + random.nextInt(4)));
    numbers.put("tumour mL", Math.exp(2 + random.nextGaussian()));
    for (String name : List.of("contrast", "variation", "uncertainty", "p(glioma)", "bright")) {
      numbers.put(name, random.nextGaussian());
    }
    SortedMap<String, String> words = new TreeMap<>();
    words.put("sequences", random.nextInt(4) == 0 ? "T1C" : "T1 T1C T2");
    words.put("manufacturer", maker.isEmpty() && random.nextInt(10) == 0 ? "B" : "A" + maker);
    words.put("kind", List.of("glioma", "meningioma", "no decision").get(random.nextInt(3)));
    boolean rejected = random.nextDouble() < rejection;
    return new AnalysisRow("m", numbers, words, rejected ? 0 : 1, 0, rejected ? 1 : 0);
  }

  private static List<AnalysisRow> rows(
      Random random, int count, double shift, String maker, double rejection) {
    List<AnalysisRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(row(random, shift, maker, rejection));
    }
    return rows;
  }

  private static List<Change> compared(
      Random random, double shift, String maker, double rejection) {
    return DriftMonitor.compare(
        rows(random, REFERENCE, 0, "", 0.1), rows(random, WINDOW, shift, maker, rejection), DRAWS);
  }

  private static boolean alerts(List<Change> changes, String name) {
    return changes.stream().anyMatch(c -> c.alert() && c.name().equals(name));
  }

  /// Share of drawn blocks in which something, or just `name`, raises an alarm.
  private static double rate(
      int blocks, double shift, String maker, double rejection, String name) {
    Random random = new Random(20261122);
    int alarms = 0;
    for (int block = 0; block < blocks; block++) {
      List<Change> changes = compared(random, shift, maker, rejection);
      boolean raised =
          name.isEmpty() ? changes.stream().anyMatch(Change::alert) : alerts(changes, name);
      alarms += raised ? 1 : 0;
    }
    return alarms / (double) blocks;
  }

  @Test
  void compare_cryingWolfIsAsRareAsPromised() {
    // 0.01 is promised; 10 of 400 or more would be seen with a chance of 0.8 % if it were kept.
    assertTrue(rate(400, 0, "", 0.1, "") < 0.025);
  }

  @Test
  void compare_seesASliceDistanceThatMovedByMoreThanItsSpread() {
    assertTrue(rate(60, 1.5, "", 0.1, "slice distance mm") >= 0.9);
  }

  @Test
  void compare_seesAnotherManufacturer() {
    assertTrue(rate(60, 0, "x", 0.1, "manufacturer") >= 0.99);
  }

  @Test
  void compare_seesReadersWhoRejectSixOfTenInPlaceOfOne() {
    assertTrue(rate(60, 0, "", 0.6, "rejected by readers") >= 0.9);
  }

  @Test
  void report_alertsAmongSixtyComparisons() {
    List<AnalysisRow> rows = outlining(58, REFERENCE, 0);
    rows.addAll(outlining(58, WINDOW, 5));

    DriftReport report = new DriftMonitor(REFERENCE, WINDOW).report(rows, Optional.empty());

    assertEquals(60, report.changes().size());
    assertEquals(List.of("label 0 mL"), report.alerts().stream().map(Change::name).toList());
  }

  /// Analyses that each outlined so many things, of which the first grew.
  private static List<AnalysisRow> outlining(int labels, int count, double grown) {
    Random random = new Random(labels + count);
    List<AnalysisRow> rows = new ArrayList<>();
    for (AnalysisRow row : rows(random, count, 0, "", 0.1)) {
      SortedMap<String, Double> numbers = new TreeMap<>();
      for (int label = 0; label < labels; label++) {
        double shift = label == 0 ? grown : 0;
        numbers.put("label " + label + " mL", shift + random.nextGaussian());
      }
      SortedMap<String, String> words = new TreeMap<>();
      words.put("kind", "glioma");
      rows.add(new AnalysisRow("m", numbers, words, row.accepted(), row.amended(), row.rejected()));
    }
    return rows;
  }

  @Test
  void report_saysHowManyAreNeededAndLooksAtFullBlocksOnly() {
    DriftMonitor monitor = new DriftMonitor(REFERENCE, WINDOW);
    List<AnalysisRow> rows = rows(new Random(1), 89, 0, "", 0.1);
    assertTrue(monitor.report(rows, Optional.empty()).advice().contains("89 of the 90"));

    rows.addAll(rows(new Random(2), 30, 5, "", 0.1));
    assertEquals(
        List.of(),
        monitor.report(rows, Optional.empty()).alerts(),
        "the second block has 29 of its 30 analyses");
    rows.addAll(rows(new Random(3), 1, 5, "", 0.1));
    DriftReport full = monitor.report(rows, Optional.empty());
    assertEquals(List.of("slice distance mm"), full.alerts().stream().map(Change::name).toList());
    assertTrue(full.brief().orElseThrow().contains("slice distance"));
    assertTrue(full.advice().contains("cairn model acceptance"));
  }

  @Test
  void report_beginsAnewWhenOtherModelsAnswer() {
    List<AnalysisRow> rows = rows(new Random(4), 100, 0, "", 0.1);
    AnalysisRow other = rows.getFirst();
    rows.add(new AnalysisRow("other", other.numbers(), other.words(), 0, 0, 0));
    assertEquals(1, new DriftMonitor(REFERENCE, WINDOW).report(rows, Optional.empty()).analyses());
  }

  @Test
  void report_comparesWithAcceptedCasesAndTheRestWithTheFirstAnalyses() {
    DriftMonitor monitor = new DriftMonitor(REFERENCE, WINDOW);
    List<SortedMap<String, Double>> cases = new ArrayList<>();
    for (AnalysisRow row : rows(new Random(5), 24, 4, "", 0)) {
      cases.add(new TreeMap<>(row.numbers().headMap("p(glioma)\0")));
      cases.getLast().put("slice distance mm", row.numbers().get("slice distance mm"));
    }
    Optional<DriftReference> accepted =
        Optional.of(DriftReference.of("the 24 cases of ModelAcceptance/1", cases));
    List<AnalysisRow> rows = rows(new Random(6), 29, 0, "", 0.1);
    assertTrue(monitor.report(rows, accepted).advice().contains("29 of the 30"));

    rows.addAll(rows(new Random(7), 1, 0, "", 0.1));
    DriftReport early = monitor.report(rows, accepted);
    assertEquals(List.of("slice distance mm"), early.alerts().stream().map(Change::name).toList());
    assertTrue(early.advice().contains("against the 24 cases"), early.advice());
    assertTrue(early.changes().stream().noneMatch(c -> c.name().equals("manufacturer")));

    rows.addAll(rows(new Random(8), 60, 0, "", 0.1));
    DriftReport full = monitor.report(rows, accepted);
    assertTrue(full.against().contains("24 cases"), full.against());
    assertTrue(full.against().contains("first 60"), full.against());
    assertTrue(full.changes().stream().anyMatch(c -> c.name().equals("manufacturer")));
    assertEquals(
        full.changes().size(), full.changes().stream().map(Change::name).distinct().count());
  }
}
