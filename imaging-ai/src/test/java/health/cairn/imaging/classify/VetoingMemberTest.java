package health.cairn.imaging.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.Weights;
import health.cairn.imaging.segment.Phantom;
import health.cairn.imaging.segment.Segmentation;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// One drawn member, alone, on volumes in which nothing is outlined.
class VetoingMemberTest {
  private static final Segmentation NOTHING =
      new Segmentation(List.of(), 20, 20, new ModelRef("s", "1", "00", "x"), List.of());
  private static final List<String> FOUR = List.of("glioma", "meningioma", "pituitary", "none");

  private final Grid grid = Phantom.grid(100, 20, 2, 5, Phantom.LEFT, Phantom.BACK);
  private final Volume head = Phantom.volume(grid, VetoingMemberTest::head);

  @Test
  void classify_saysNoneWithItsProbabilityOnAHeadWithoutATumour() throws Exception {
    Drawn member = new Drawn(FOUR, List.of(0.05, 0.03, 0.02, 0.9), 0.4);

    Classification answer = classify(member, head);

    assertEquals(Optional.of("none"), answer.decision());
    assertEquals(0.9, answer.probabilities().get("none"), 1e-9);
    assertEquals(
        List.of(6, 8, 11, 13, 15),
        answer.slices().stream().map(s -> Integer.parseInt(s.split(" ")[1])).toList(),
        "the middle half of the stack");
    assertTrue(answer.why().getFirst().contains("middle of the stack"), answer.toString());
    assertTrue(answer.slices().getFirst().equals("slice 6 of 20, weight 0.20"), answer.toString());
  }

  @Test
  void classify_isSilentOnATumourThatNobodyOutlined() throws Exception {
    Classification answer = classify(new Drawn(FOUR, List.of(0.9, 0.05, 0.03, 0.02), 0.4), head);

    assertEquals(
        Optional.of("No tumour was outlined, yet glioma is the most probable class (0.90)."),
        answer.abstainedBecause());
    assertEquals(0.9, answer.probabilities().get("glioma"), 1e-9);
  }

  @Test
  void classify_saysWhatIsUnlikeTheTrainingData() throws Exception {
    List<Double> none = List.of(0.05, 0.03, 0.02, 0.9);
    assertEquals(
        Optional.of(Veto.NOVEL.sentence()),
        classify(new Drawn(FOUR, none, Veto.LEAST_NOVELTY), head).abstainedBecause());
    assertEquals(Optional.of("none"), classify(new Drawn(FOUR, none, 0.98), head).decision());
  }

  @Test
  void classify_saysThatABottleAKneeAndNoiseAreNoHead() throws Exception {
    Random random = new Random(3);
    Volume bottle =
        Phantom.volume(
            grid, p -> (Math.hypot(p.xMm(), p.yMm()) < 70 ? 1000 : 0) + random.nextInt(40));
    Volume noise = Phantom.volume(grid, p -> random.nextInt(1000));
    Volume leg =
        Phantom.volume(
            grid, p -> Math.abs(p.xMm()) < 60 ? (Math.abs(p.xMm()) < 25 ? 1000 : 400) : 0);
    for (Volume other : List.of(bottle, noise, leg)) {
      // Three classes or four: whoever is asked, and however sure.
      for (List<String> classes : List.of(FOUR, FOUR.subList(0, 3))) {
        List<Double> sure = List.of(0.99, 0.005, 0.005, 0.0);
        Classification answer =
            classify(new Drawn(classes, sure.subList(0, classes.size()), 0.1), other);
        assertEquals(Optional.of(Veto.NOT_A_HEAD.sentence()), answer.abstainedBecause());
      }
    }
  }

  @Test
  void judge_leavesAloneWhatRulesHaveJudged() throws Exception {
    Judgement joined =
        new Judgement(
            new ClassProbabilities(FOUR, List.of(0.9, 0.05, 0.03, 0.02)),
            1,
            Optional.empty(),
            List.of(),
            List.of(new RuleFired("r", "always -> glioma = 1", "", 1, true, List.of())),
            List.of());
    Drawn member = new Drawn(FOUR, List.of(0.9, 0.05, 0.03, 0.02), 1);
    Member ruled = member.answering(joined);

    assertEquals(
        Optional.empty(),
        new VetoingMember(ruled)
            .judge(List.of(MemberClassifier.sample(head, empty(), 10)), Progress.NONE)
            .getFirst()
            .abstention());
  }

  private static Classification classify(Drawn member, Volume volume) throws Exception {
    return new MemberClassifier(member).classify(volume, NOTHING, Progress.NONE);
  }

  private Mask empty() {
    return Mask.of(grid, new BitSet());
  }

  /// Scalp, skull, brain and ventricles.
  private static int head(PatientPoint p) {
    double r = Math.hypot(p.xMm() / 70, p.yMm() / 85);
    boolean ventricle = Math.hypot((Math.abs(p.xMm()) - 12) / 8, p.yMm() / 25) < 1;
    return r >= 1 ? 0 : r > 0.93 ? 1000 : r > 0.88 ? 60 : ventricle ? 120 : p.yMm() > 0 ? 420 : 520;
  }

  /// A member that gives one answer to every slice.
  private static final class Drawn implements Member {
    private final List<String> classes;
    private final Judgement answer;

    Drawn(List<String> classes, List<Double> probabilities, double novelty) {
      this(classes, Judgement.of(new ClassProbabilities(classes, probabilities), novelty));
    }

    private Drawn(List<String> classes, Judgement answer) {
      this.classes = classes;
      this.answer = answer;
    }

    Drawn answering(Judgement other) {
      return new Drawn(classes, other);
    }

    @Override
    public ModelRef ref() {
      return new ModelRef("drawn", "1", "00", "CC0-1.0");
    }

    @Override
    public Optional<Member> neverSaw(String dataset, int fold) {
      return Optional.of(this);
    }

    @Override
    public List<Weights> weights() {
      return List.of();
    }

    @Override
    public List<String> classes() {
      return classes;
    }

    @Override
    public boolean looksAtTheOutline() {
      return false;
    }

    @Override
    public List<Judgement> judge(List<SliceSample> slices, Progress progress) {
      return slices.stream().map(s -> answer).toList();
    }
  }
}
