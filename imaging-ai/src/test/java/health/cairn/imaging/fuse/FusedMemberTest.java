package health.cairn.imaging.fuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Judgement;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.Outliner;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.classify.Voice;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.TestModels;
import health.cairn.imaging.inference.Weights;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Drawn members and a real outlining network (the tiny one: bright is tumour) through fitted rules.
class FusedMemberTest {
  private static final int SIZE = 64;
  private static final List<Double> MENINGIOMA = List.of(0.1, 0.7, 0.1, 0.1);
  private static final List<Double> GLIOMA = List.of(0.6, 0.2, 0.1, 0.1);

  @TempDir static Path folder;
  private static InferenceEngine engine;
  private static Fusion fusion;
  private static Outliner outliner;

  @BeforeAll
  static void fitOnce() throws Exception {
    engine = InferenceEngine.start();
    fusion = FusionFit.fit(SyntheticMembers.drawn(3, 24, 0.6, 31), FusionTemplate.text(), 1);
    outliner = new Outliner(engine, TestModels.segmenterOfTwoFiles(folder));
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void judge_givesEveryVoiceEveryRuleAndAReason() throws Exception {
    Judgement judgement =
        fused(List.of(1, 2), 0.5).judge(List.of(slice(true)), Progress.NONE).getFirst();

    assertEquals(TumourClass.words(), judgement.probabilities().classes());
    assertEquals("meningioma", judgement.probabilities().best());
    assertEquals(4, judgement.voices().size());
    assertEquals("synthetic-0", judgement.voices().getFirst().model().name());
    assertTrue(judgement.voices().stream().mapToDouble(Voice::weight).sum() > 0);
    assertTrue(judgement.rules().stream().anyMatch(r -> r.known() && r.strength() > 0.5));
    assertTrue(
        judgement.rules().stream()
            .filter(r -> !r.text().startsWith("always"))
            .noneMatch(r -> r.meanings().isEmpty()));
    assertTrue(judgement.why().get(1).contains("a meningioma: "), judgement.why().toString());
    assertEquals(0.5, judgement.novelty(), 1e-9);
  }

  @Test
  void judge_namesNoClassWhereThereIsNoHead() throws Exception {
    Judgement judgement =
        fused(List.of(1, 2), 0.5).judge(List.of(slice(true)), Progress.NONE).getFirst();

    assertEquals(Optional.of(Abstention.NOT_A_HEAD.sentence()), judgement.abstention());
  }

  /// What is outlined elsewhere on the slice does not count: the region is what is judged.
  @Test
  void hear_measuresTheOutlineWithinTheRegion() throws Exception {
    Panel panel = panel(List.of(1, 2), 0.5);

    List<Panel.Heard> heard =
        panel.hear(List.of(slice(true), slice(false), outlinedByNetwork()), Progress.NONE);

    assertTrue(heard.get(0).evidence().headPercent() > 0);
    assertEquals(0, heard.get(1).evidence().headPercent());
    assertTrue(heard.get(2).evidence().headPercent() > heard.get(0).evidence().headPercent());
  }

  @Test
  void neverSaw_leavesOutWhatWasFittedOrTrainedOnThatFold() {
    FusedMember fused = fused(List.of(1, 2), 0.5);

    assertTrue(fused.neverSaw("cheng_t1ce", 3).isEmpty(), "the rules were fitted on it");
    assertTrue(fused.neverSaw("cheng_t1ce", 1).isEmpty(), "the members were trained on it");
    Member unseen = fused.neverSaw("cheng_t1ce", 4).orElseThrow();
    assertNotEquals(fused.ref().sha256(), unseen.ref().sha256());
    assertEquals(fused.weights().size() - 1, unseen.weights().size(), "one outlining file less");
  }

  @Test
  void neverSaw_answersByTheRulesThatWereFittedOnOthers() {
    FusedMember both = new FusedMember("1", panel(List.of(1), 0.5), List.of(rules(3), rules(4)));

    for (int fold : List.of(3, 4)) {
      Member unseen = both.neverSaw("cheng_t1ce", fold).orElseThrow();
      List<Weights.TrainedOn> fittedOn = unseen.weights().getFirst().trainedOn();
      assertEquals(List.of(7 - fold), fittedOn.getFirst().folds());
    }
  }

  @Test
  void constructor_refusesAPanelWithoutTheRulesMembers() {
    Panel three = new Panel(panel(List.of(1), 0).members().subList(0, 3), outliner);
    assertThrows(
        IllegalArgumentException.class, () -> new FusedMember("1", three, List.of(rules(3))));
  }

  private static FusedMember fused(List<Integer> folds, double novelty) {
    return new FusedMember("1", panel(folds, novelty), List.of(rules(3)));
  }

  private static FittedRules rules(int fold) {
    return new FittedRules(
        fusion, "rules-" + fold, new Weights.TrainedOn("cheng_t1ce", List.of(fold)));
  }

  private static Panel panel(List<Integer> folds, double novelty) {
    List<Member> members = new ArrayList<>();
    for (int m = 0; m < 4; m++) {
      members.add(new DrawnMember("synthetic-" + m, m == 3 ? GLIOMA : MENINGIOMA, novelty, folds));
    }
    return new Panel(members, outliner);
  }

  private static SliceSample outlinedByNetwork() throws Exception {
    return outliner.outline(List.of(slice(false)), Progress.NONE).getFirst();
  }

  /// Two bright discs; the left one is the region, or none.
  private static SliceSample slice(boolean outlined) {
    double[] values = new double[SIZE * SIZE];
    BitSet region = new BitSet();
    for (int at = 0; at < values.length; at++) {
      boolean left = Math.hypot(at % SIZE - 20, at / SIZE - 32) < 6;
      boolean right = Math.hypot(at % SIZE - 44, at / SIZE - 32) < 6;
      values[at] = left || right ? 1000 : at % 7;
      region.set(at, left && outlined);
    }
    return new SliceSample(
        SIZE, SIZE, values, Optional.of(new SliceSample.PixelSpacing(2, 2)), region);
  }
}
