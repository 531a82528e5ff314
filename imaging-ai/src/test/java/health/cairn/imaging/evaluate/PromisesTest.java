package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.imaging.evaluate.metric.BinaryMask;
import health.cairn.imaging.evaluate.metric.Lattice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/// Promises fitted on the people of one fold and measured on those of the next.
class PromisesTest {
  private static final List<String> CLASSES = List.of("x", "y");

  private final ObjectNode part = JsonMapper.builder().build().createObjectNode();

  @Test
  void sets_areFittedOnOneFoldAndMeasuredOnTheLast() {
    SetsJson.write(part, people(Exposure.UNSEEN), CLASSES);

    JsonNode sets = part.path("sets");
    assertEquals("[3]", sets.path("fittedOn").path("folds").toString());
    assertEquals(50, sets.path("fittedOn").path("patients").intValue());
    assertEquals(30, sets.path("measuredOn").path("patients").intValue());
    JsonNode level = sets.path("levels").path(1);
    assertEquals(0.95, level.path("coverage").doubleValue());
    assertTrue(level.path("held").doubleValue() >= 0.8, level.toString());
    assertTrue(level.path("heldCi95").isArray());
    assertTrue(level.path("sizeMean").doubleValue() >= 1);
  }

  @Test
  void volumes_areNarrowerForSureOutlinesThanTheSameFactorsForAll() {
    VolumesJson.write(part, people(Exposure.UNSEEN, i -> i % 4 + 1));

    JsonNode volume = part.path("volume");
    assertEquals(80, volume.path("patients").intValue());
    assertTrue(volume.path("byDoubt").path("held").doubleValue() >= 0.9, volume.toString());
    JsonNode factors = volume.path("volumeFactors");
    assertTrue(factors.path("lowFactor").doubleValue() < 1, volume.toString());
    assertTrue(factors.path("highFactor").doubleValue() > 1, volume.toString());
    double sure = width(volume.path("byDoubt").path("factorsAtDoubtQuantile10"));
    double doubtful = width(volume.path("byDoubt").path("factorsAtDoubtQuantile90"));
    double same = width(volume.path("sameForAll").path("factorsAtDoubtQuantile50"));
    assertTrue(sure < same && same < doubtful, volume.toString());
    assertEquals(2, volume.path("volumeInterval").path("spread").size());
  }

  @Test
  void nothing_isPromisedOnPeopleWhomTheNetworksSaw() {
    SetsJson.write(part, people(Exposure.SEEN), CLASSES);
    VolumesJson.write(part, people(Exposure.UNKNOWN));

    assertFalse(part.has("sets"));
    assertFalse(part.has("volume"));
  }

  @Test
  void groups_haveNoIntervalOfOneOrTwoPatients() {
    GroupsJson.write(part, people(Exposure.UNSEEN).subList(0, 4), CLASSES);

    assertEquals(2, part.path("sex").path("F").path("patients").intValue());
    assertTrue(part.path("sex").path("F").path("diceCi95").isNull(), part.toString());
  }

  /// A promise that was fitted on one examination of a person is not kept on another.
  @Test
  void heldApart_keepsTheExaminationsOfOnePersonTogether() {
    List<CaseScore> cases = new ArrayList<>(people(Exposure.UNSEEN));
    for (int i = 48; i < 52; i++) {
      CaseScore one = cases.get(i);
      cases.set(
          i,
          new CaseScore(
              one.id(),
              i % 2 == 0 ? "MR024780" + (char) ('A' + i - 48) : "MR000001B",
              one.fold(),
              one.label(),
              one.traits(),
              one.outlines(),
              one.probabilities(),
              one.exposure()));
    }

    HeldApart people = HeldApart.of(cases).orElseThrow();

    assertEquals(50, people.fit().size(), "48 and the two who stand in both folds");
    assertEquals(28, people.measured().size());
    assertTrue(people.measured().stream().noneMatch(p -> p.getFirst().patient().startsWith("MR")));
    assertEquals(4, people.fit().stream().filter(p -> p.size() > 1).mapToInt(List::size).sum());
  }

  @Test
  void bootstrap_drawsAllExaminationsOfAPersonAtOnce() {
    double[] values = {0, 1, 0, 1, 0, 1, 0, 1};
    List<String> numbers = List.of("1", "2", "3", "4", "5", "6", "7", "8");
    List<String> twoPeople =
        List.of(
            "MR000001A",
            "MR000002A",
            "MR000001B",
            "MR000002B",
            "MR000001C",
            "MR000002C",
            "MR000001D",
            "MR000002D");

    assertTrue(Bootstrap.ci95(numbers, values).orElseThrow().low() > 0);
    assertEquals(0, Bootstrap.ci95(twoPeople, values).orElseThrow().low());
    assertEquals(1, Bootstrap.ci95(twoPeople, values).orElseThrow().high());
  }

  @Test
  void tables_showWhatWasPromisedAndHeld() {
    ObjectNode metrics = JsonMapper.builder().build().createObjectNode();
    List<CaseScore> people = people(Exposure.UNSEEN);
    ClassificationJson.write(metrics.putObject("classification"), people, CLASSES);
    VolumesJson.write(metrics.putObject("segmentation"), people(Exposure.UNSEEN, i -> 0));
    GroupsJson.write(metrics.putObject("groups"), people, CLASSES);

    String doubt = DoubtTables.of(Map.of("model", metrics));
    String groups = GroupTable.of(Map.of("model", metrics));

    assertTrue(doubt.contains("| model | 95 % | 50 of fold 3 | 30 of fold 4 |"), doubt);
    assertTrue(doubt.contains("| model | by the outline's doubt | 80 | 0 |"), doubt);
    assertTrue(doubt.contains("| model | all | 95 % |"), doubt);
    assertTrue(groups.contains("| model | sex | F |"), groups);
    assertTrue(groups.contains("Not recorded in this set, and not guessed: age"), groups);
  }

  private static double width(JsonNode factors) {
    return factors.path(1).doubleValue() / factors.path(0).doubleValue();
  }

  /// The more an outline is doubted, the more of the tumour it misses or adds.
  private static List<CaseScore> people(Exposure exposure) {
    return people(exposure, i -> i < 50 ? 3 : 4);
  }

  private static List<CaseScore> people(Exposure exposure, IntUnaryOperator fold) {
    Random random = new Random(3);
    Lattice lattice = Lattice.ofPixels(64, 64);
    List<CaseScore> cases = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      double doubt = 0.05 + 0.3 * random.nextDouble();
      int predicted = 1000;
      int truth = (int) (predicted * Math.exp(random.nextGaussian() * 0.05 * Math.exp(8 * doubt)));
      MaskScore outline =
          MaskScore.of(
              "tumour",
              BinaryMask.of(lattice, at -> at < Math.min(truth, 4000)),
              BinaryMask.of(lattice, at -> at < predicted),
              doubt);
      double p = 0.5 + random.nextDouble() / 2;
      String said = i % 2 == 0 ? "x" : "y";
      String label = random.nextDouble() < p ? said : i % 2 == 0 ? "y" : "x";
      cases.add(
          new CaseScore(
              "s" + i,
              "p" + i,
              fold.applyAsInt(i),
              label,
              Map.of(Traits.SEX, i % 3 == 0 ? "F" : "M"),
              List.of(outline),
              said.equals("x") ? List.of(p, 1 - p) : List.of(1 - p, p),
              exposure));
    }
    return cases;
  }
}
