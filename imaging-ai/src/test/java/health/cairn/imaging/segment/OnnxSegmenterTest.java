package health.cairn.imaging.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.TestModels;
import health.cairn.imaging.measure.InPlaneDiameters;
import health.cairn.imaging.uncertainty.DoubtMap;
import health.cairn.imaging.uncertainty.DoubtSlice;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// With the tiny model, whose probability is the slice's own brightness.
class OnnxSegmenterTest {
  private static final PatientPoint CENTRE = new PatientPoint(9, -14, 6);
  private static final double SPHERE_ML = 4.0 / 3 * Math.PI * 18 * 18 * 18 / 1000;

  @TempDir static Path folder;
  private static InferenceEngine engine;
  private static OnnxSegmenter segmenter;

  @BeforeAll
  static void start() throws Exception {
    engine = InferenceEngine.start();
    segmenter = new OnnxSegmenter(engine, TestModels.segmenter(folder));
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  static Stream<Arguments> planes() {
    PatientPoint foot = Phantom.HEAD.times(-1);
    PatientPoint tilted = new PatientPoint(0, 0.8, 0.6);
    return Stream.of(
        Arguments.of("axial, thick", Phantom.grid(120, 22, 1, 5, Phantom.LEFT, Phantom.BACK)),
        Arguments.of("axial, thin", Phantom.grid(120, 110, 1, 1, Phantom.LEFT, Phantom.BACK)),
        Arguments.of("coronal", Phantom.grid(96, 40, 1.2, 3, Phantom.LEFT, foot)),
        Arguments.of("sagittal", Phantom.grid(120, 100, 1, 1.1, Phantom.BACK, foot)),
        Arguments.of("oblique", Phantom.grid(140, 30, 0.9, 4, Phantom.LEFT, tilted)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("planes")
  void segment_findsASphereWhereItIsInAnyPlane(String name, Grid grid) throws Exception {
    Volume volume = Phantom.volume(grid, p -> Phantom.inSphere(p, CENTRE, 18) ? 1000 : 0);

    Segmentation result = segmenter.segment(volume, Progress.NONE);

    Segmentation.Found found = result.largest().orElseThrow();
    Mask mask = found.segment().mask();
    assertEquals(grid, mask.grid());
    assertEquals(SPHERE_ML, mask.volumeMl(), 0.05 * SPHERE_ML, name);
    assertEquals(36, InPlaneDiameters.of(mask).longestMm(), 2.0, name);
    assertTrue(centre(mask).distanceTo(CENTRE) < 1, name + " " + centre(mask));
    assertEquals(mask.volumeMl() * 2, found.volumeCi95Ml().orElseThrow().high(), 1e-9);
    assertTrue(found.meanProbability() > 0.85 && found.uncertainty() < 0.4, found.toString());
    assertEquals(1, found.parts());
  }

  @Test
  void segment_seesThinSlicesAsSlabs() throws Exception {
    Grid grid = Phantom.grid(64, 100, 2, 1, Phantom.LEFT, Phantom.BACK);
    Volume volume = Phantom.volume(grid, p -> Phantom.inSphere(p, CENTRE, 18) ? 1000 : 0);

    Segmentation result = segmenter.segment(volume, Progress.NONE);

    assertEquals(34, result.slicesUsed());
    assertEquals(100, result.slicesInVolume());
    assertTrue(result.notes().getFirst().contains("averaged by 3"), result.notes().toString());
  }

  @Test
  void segment_closesTheCoreOfARing() throws Exception {
    Grid grid = Phantom.grid(120, 22, 1, 5, Phantom.LEFT, Phantom.BACK);
    Volume volume =
        Phantom.volume(
            grid,
            p -> Phantom.inSphere(p, CENTRE, 18) && !Phantom.inSphere(p, CENTRE, 10) ? 1000 : 0);

    Mask mask = segmenter.segment(volume, Progress.NONE).largest().orElseThrow().segment().mask();

    assertEquals(SPHERE_ML, mask.volumeMl(), 0.05 * SPHERE_ML);
  }

  @Test
  void segment_leavesOutWhatIsNotPlausibleAndSaysWhy() throws Exception {
    Grid grid = Phantom.grid(120, 22, 1, 5, Phantom.LEFT, Phantom.BACK);
    PatientPoint speck = new PatientPoint(-30, 30, 20);
    Volume volume =
        Phantom.volume(
            grid,
            p ->
                Phantom.inSphere(p, CENTRE, 18)
                        // 20 x 20 mm, on one slice only
                        || (Math.abs(p.xMm() + 30) < 10
                            && Math.abs(p.yMm() - 30) < 10
                            && Math.abs(p.zMm() + 30) < 1)
                        // 2 mm across, on two slices
                        || (Math.hypot(p.xMm() - speck.xMm(), p.yMm() - speck.yMm()) < 2
                            && p.zMm() > 19
                            && p.zMm() < 26)
                    ? 1000
                    : 0);

    Segmentation result = segmenter.segment(volume, Progress.NONE);

    Segmentation.Found found = result.largest().orElseThrow();
    assertEquals(1, found.parts());
    assertEquals(SPHERE_ML, found.segment().mask().volumeMl(), 0.05 * SPHERE_ML);
    assertTrue(
        result.notes().stream().anyMatch(n -> n.contains("too few neighbouring slices show it")),
        result.notes().toString());
    assertTrue(
        result.notes().stream().anyMatch(n -> n.contains("smaller than 0.1 mL")),
        result.notes().toString());
  }

  /// What the networks were trained and judged on: a picture without neighbours.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void segment_believesWhatIsOnEverySliceOfASeriesOfFew(int slices) throws Exception {
    Grid grid = Phantom.grid(120, slices, 1, 5, Phantom.LEFT, Phantom.BACK);
    double first = -5.0 * (slices / 2);
    double widest = 25;
    Volume volume =
        Phantom.volume(
            grid,
            p ->
                Math.hypot(p.xMm(), p.yMm()) < widest
                        // beside it, on the first slice only
                        || (slices > 1
                            && Math.abs(p.xMm() - 45) < 8
                            && Math.abs(p.yMm()) < 8
                            && p.zMm() < first + 1)
                    ? 1000
                    : 0);

    Segmentation result = segmenter.segment(volume, Progress.NONE);

    Segmentation.Found found = result.largest().orElseThrow();
    assertEquals(1, found.parts(), result.notes().toString());
    double discMl = Math.PI * widest * widest * 5 * slices / 1000;
    assertEquals(discMl, found.segment().mask().volumeMl(), 0.05 * discMl);
    assertTrue(
        result.notes().stream().anyMatch(n -> n.contains("too few slices to confirm")),
        result.notes().toString());
    assertEquals(
        slices > 1,
        result.notes().stream().anyMatch(n -> n.contains("too few neighbouring slices show it")),
        result.notes().toString());
  }

  @Test
  void segment_keepsASecondTumourOfSomeSize() throws Exception {
    Grid grid = Phantom.grid(120, 22, 1, 5, Phantom.LEFT, Phantom.BACK);
    PatientPoint other = new PatientPoint(-30, 20, -20);
    Volume volume =
        Phantom.volume(
            grid,
            p -> Phantom.inSphere(p, CENTRE, 18) || Phantom.inSphere(p, other, 13) ? 1000 : 0);

    assertEquals(2, segmenter.segment(volume, Progress.NONE).largest().orElseThrow().parts());
  }

  @Test
  void segment_saysOfEachTumourHowLargeAndHowDoubtful() throws Exception {
    Grid grid = Phantom.grid(120, 22, 1, 5, Phantom.LEFT, Phantom.BACK);
    PatientPoint other = new PatientPoint(-30, 20, -20);
    Volume volume =
        Phantom.volume(
            grid,
            p -> Phantom.inSphere(p, CENTRE, 18) || Phantom.inSphere(p, other, 13) ? 1000 : 0);

    Segmentation.Found found = segmenter.segment(volume, Progress.NONE).largest().orElseThrow();

    assertEquals(2, found.lesions().size());
    Segmentation.Lesion first = found.lesions().getFirst();
    Segmentation.Lesion second = found.lesions().getLast();
    assertEquals(SPHERE_ML, first.volumeMl(), 0.05 * SPHERE_ML);
    assertEquals(SPHERE_ML * 13 * 13 * 13 / (18 * 18 * 18), second.volumeMl(), 0.5);
    assertEquals(found.segment().mask().volumeMl(), first.volumeMl() + second.volumeMl(), 1e-9);
    assertEquals(Math.round(grid.affine().toVoxel(CENTRE).slice()), first.keySlice(), 1);
    assertEquals(Math.round(grid.affine().toVoxel(other).slice()), second.keySlice(), 1);
    assertTrue(found.disagreement().isEmpty(), "one network has nobody to disagree with");
  }

  @Test
  void segment_keepsWhereTheNetworksOfAnEnsembleDisagree(@TempDir Path two) throws Exception {
    Grid grid = Phantom.grid(120, 22, 1, 5, Phantom.LEFT, Phantom.BACK);
    Volume volume = Phantom.volume(grid, p -> Phantom.inSphere(p, CENTRE, 18) ? 1000 : 0);

    Segmentation result =
        new OnnxSegmenter(engine, TestModels.segmenterOfTwoMinds(two))
            .segment(volume, Progress.NONE);

    // Inside one network says 1 and the other 1/2: entropy of 3/4, less the mean of 0 and 1.
    DoubtMap map = result.doubt().orElseThrow();
    assertEquals(2, map.networks());
    assertEquals(grid, map.grid());
    VoxelIndex middle = grid.affine().toVoxel(CENTRE);
    DoubtSlice slice = map.slice((int) Math.round(middle.slice()));
    int inside =
        (int) Math.round(middle.row()) * grid.columns() + (int) Math.round(middle.column());
    double entropy = 2 - 0.75 * Math.log(3) / Math.log(2);
    assertEquals(entropy, slice.entropy(inside), 1e-6);
    assertEquals(entropy - 0.5, slice.disagreement(inside), 1e-6);
    assertEquals(0, slice.entropy(0), 1e-9);
    assertEquals(0, slice.disagreement(0), 1e-9);
    double mean = result.largest().orElseThrow().disagreement().orElseThrow();
    assertEquals(entropy - 0.5, mean, 0.05);
  }

  @Test
  void segment_keepsTheDoubtOfOneNetwork() throws Exception {
    Grid grid = Phantom.grid(120, 22, 1, 5, Phantom.LEFT, Phantom.BACK);
    // Half as bright as the brightest: the tiny model gives it a half.
    Volume volume =
        Phantom.volume(
            grid,
            p -> Phantom.inSphere(p, CENTRE, 8) ? 500 : Phantom.inSphere(p, CENTRE, 24) ? 1000 : 0);

    DoubtMap map = segmenter.segment(volume, Progress.NONE).doubt().orElseThrow();

    VoxelIndex middle = grid.affine().toVoxel(CENTRE);
    DoubtSlice slice = map.slice((int) Math.round(middle.slice()));
    int inside =
        (int) Math.round(middle.row()) * grid.columns() + (int) Math.round(middle.column());
    assertEquals(1, map.networks());
    assertEquals(1, slice.entropy(inside), 0.01);
    assertEquals(0, slice.disagreement(inside));
  }

  @Test
  void segment_leavesOutFatWhenSomethingElseTookUpContrastAgent() throws Exception {
    Segmentation result =
        segmenter.segment(
            headWithTwo(1000, 1000), Evidence.before(headWithTwo(350, 1000)), Progress.NONE);

    assertEquals(1, result.largest().orElseThrow().parts());
    assertTrue(result.largest().orElseThrow().segment().mask().at(85, 60, 11), "the tumour");
    assertTrue(
        result.notes().stream().anyMatch(n -> n.contains("1 marked part")),
        result.notes().toString());
  }

  @Test
  void segment_keepsAllWhenNothingTookUpContrastAgentAndSaysSo() throws Exception {
    Volume same = headWithTwo(1000, 1000);

    Segmentation result = segmenter.segment(same, Evidence.before(same), Progress.NONE);

    assertEquals(2, result.largest().orElseThrow().parts());
    assertTrue(
        result.notes().contains("What was outlined takes up no contrast agent."),
        result.notes().toString());
  }

  @Test
  void segment_saysThatItLeftAVolumeOfAnotherSpaceAside() throws Exception {
    Volume after = headWithTwo(1000, 1000);
    Grid grid = after.grid();
    Grid elsewhere = new Grid(grid.columns(), grid.rows(), grid.slices(), grid.affine(), "9.9.9");
    Volume before = Phantom.volume(elsewhere, p -> 300);

    Segmentation result = segmenter.segment(after, Evidence.before(before), Progress.NONE);

    assertEquals(2, result.largest().orElseThrow().parts());
    assertTrue(result.notes().getFirst().contains("left aside"), result.notes().toString());
  }

  @Test
  void segment_leavesOutWhatLiesAwayFromTheAbnormalityOnFlair() throws Exception {
    Volume after = headWithTwo(1000, 1000);
    Mask around = sphere(after.grid(), new PatientPoint(40, 0, 0), 16);

    Segmentation result = segmenter.segment(after, Evidence.NONE.with(around), Progress.NONE);

    assertEquals(1, result.largest().orElseThrow().parts());
    assertTrue(result.largest().orElseThrow().segment().mask().at(85, 60, 11), "the left one");
    assertTrue(
        result.notes().stream().anyMatch(n -> n.contains("from the abnormality on FLAIR")),
        result.notes().toString());
  }

  @Test
  void segment_keepsAllWhenTheAbnormalityOnFlairLiesElsewhereAndSaysSo() throws Exception {
    Volume after = headWithTwo(1000, 1000);
    Mask elsewhere = sphere(after.grid(), new PatientPoint(0, -45, 40), 5);

    Segmentation result = segmenter.segment(after, Evidence.NONE.with(elsewhere), Progress.NONE);

    assertEquals(2, result.largest().orElseThrow().parts());
    assertTrue(
        result.notes().stream().anyMatch(n -> n.contains("lies away from what was outlined")),
        result.notes().toString());
  }

  private static Mask sphere(Grid grid, PatientPoint centre, double radiusMm) {
    java.util.BitSet bits = new java.util.BitSet();
    for (int at = 0; at < grid.voxels(); at++) {
      int inSlice = at % grid.voxelsPerSlice();
      VoxelIndex index =
          new VoxelIndex(
              inSlice % grid.columns(), inSlice / grid.columns(), at / grid.voxelsPerSlice());
      bits.set(at, Phantom.inSphere(grid.affine().toPatient(index), centre, radiusMm));
    }
    return Mask.of(grid, bits);
  }

  /// A head of three slices around a tumour on one side and fat on the other.
  private static Volume headWithTwo(int tumour, int fat) {
    Grid grid = Phantom.grid(120, 22, 1, 5, Phantom.LEFT, Phantom.BACK);
    PatientPoint left = new PatientPoint(25, 0, 0);
    PatientPoint right = new PatientPoint(-25, 0, 0);
    return Phantom.volume(
        grid,
        p -> {
          if (Math.abs(p.zMm()) > 6) {
            return 0;
          }
          return Phantom.inSphere(p, left, 14)
              ? tumour
              : Phantom.inSphere(p, right, 14) ? fat : Math.hypot(p.xMm(), p.yMm()) < 55 ? 300 : 0;
        });
  }

  @Test
  void segment_findsNothingInAnEmptyVolumeAndSaysWhatThatMeans() throws Exception {
    Grid grid = Phantom.grid(64, 10, 2, 5, Phantom.LEFT, Phantom.BACK);

    Segmentation result = segmenter.segment(Phantom.volume(grid, p -> 7), Progress.NONE);

    assertTrue(result.found().isEmpty());
    assertTrue(result.notes().getFirst().startsWith("No tumour was outlined"));
  }

  @Test
  void segment_cutsWhatIsDoubtfulAsAWholeLower() throws Exception {
    Grid grid = Phantom.grid(120, 22, 1, 5, Phantom.LEFT, Phantom.BACK);
    Volume volume =
        Phantom.volume(
            grid,
            p ->
                Phantom.inSphere(p, CENTRE, 12)
                    ? 1000
                    : Math.abs(p.zMm() - CENTRE.zMm()) < 12 && Phantom.inSphere(p, CENTRE, 20)
                        ? 400
                        : 0);
    OnnxSegmenter lower =
        new OnnxSegmenter(engine, TestModels.withCut("tiny-segmenter", folder.resolve("cut"), 0.5));

    Segmentation.Found core = segmenter.segment(volume, Progress.NONE).largest().orElseThrow();
    Segmentation.Found all = lower.segment(volume, Progress.NONE).largest().orElseThrow();

    assertEquals(OptionalDouble.of(0.5), core.cut());
    assertTrue(all.cut().orElseThrow() <= 0.4, all.toString());
    assertTrue(all.segment().mask().volumeMl() > 2 * core.segment().mask().volumeMl());
    assertTrue(all.meanProbability() < 0.6, "believed for its core: " + all);
  }

  @Test
  void segment_marksNothingWhereNoVoxelReachesWhatItMust() throws Exception {
    Grid grid = Phantom.grid(96, 20, 1.5, 5, Phantom.LEFT, Phantom.BACK);
    PatientPoint other = new PatientPoint(-30, 20, 6);
    Volume flair = Phantom.volume(grid, p -> Phantom.inSphere(p, CENTRE, 18) ? 1000 : 0);
    Volume t1 =
        Phantom.volume(
            grid,
            p -> Phantom.inSphere(p, CENTRE, 18) ? 450 : Phantom.inSphere(p, other, 18) ? 1000 : 0);
    Map<String, Volume> both = Map.of("FLAIR", flair, "T1", t1);

    Segmentation must = faint(0.5).segmentSequences(both, Progress.NONE);
    Segmentation may = faint(0.4).segmentSequences(both, Progress.NONE);

    assertTrue(must.found().isEmpty());
    assertTrue(must.notes().getFirst().startsWith("No tumour"), must.notes().toString());
    // Where it may be marked, no part is believed that nowhere reaches the threshold.
    assertTrue(may.found().isEmpty());
    assertTrue(
        may.notes().stream().anyMatch(n -> n.contains("mean probability below")),
        may.notes().toString());
  }

  private static OnnxSegmenter faint(double mustReach) throws ImagingException {
    return new OnnxSegmenter(
        engine, TestModels.withCut("tiny-two", folder.resolve("faint" + mustReach), mustReach));
  }

  @Test
  void segment_isCancelledThroughProgress() {
    Volume volume = Phantom.volume(Phantom.grid(64, 40, 2, 5, Phantom.LEFT, Phantom.BACK), p -> 7);

    assertThrows(
        CancellationException.class,
        () ->
            segmenter.segment(
                volume,
                (step, done, total) -> {
                  if (done > 4) {
                    throw new CancellationException();
                  }
                }));
  }

  @Test
  void new_isRefusedForAModelThatClassifies() {
    ImagingException e =
        assertThrows(
            ImagingException.class,
            () -> new OnnxSegmenter(engine, TestModels.classifier(folder.resolve("other"))));
    assertEquals(ImagingException.Kind.REFUSED, e.kind());
  }

  private static PatientPoint centre(Mask mask) {
    Grid grid = mask.grid();
    PatientPoint sum = new PatientPoint(0, 0, 0);
    for (int at = mask.next(0); at >= 0; at = mask.next(at + 1)) {
      int inSlice = at % grid.voxelsPerSlice();
      sum =
          sum.plus(
              grid.affine()
                  .toPatient(
                      new VoxelIndex(
                          inSlice % grid.columns(),
                          inSlice / grid.columns(),
                          at / grid.voxelsPerSlice())));
    }
    return sum.times(1.0 / mask.count());
  }

  @Test
  void segmentSequences_readsSeveralSequencesOnTheFirstOnesGrid() throws Exception {
    Grid grid = Phantom.grid(96, 20, 1.5, 5, Phantom.LEFT, Phantom.BACK);
    Grid finer = Phantom.grid(180, 100, 0.8, 1, Phantom.LEFT, Phantom.BACK);
    Volume flair = Phantom.volume(grid, p -> Phantom.inSphere(p, CENTRE, 18) ? 1000 : 0);
    Volume t1 = Phantom.volume(finer, p -> Phantom.inSphere(p, CENTRE, 12) ? 800 : 0);
    OnnxSegmenter two = new OnnxSegmenter(engine, TestModels.twoSequences(folder.resolve("two")));

    Mask both =
        two.segmentSequences(Map.of("FLAIR", flair, "T1", t1), Progress.NONE)
            .largest()
            .orElseThrow()
            .segment()
            .mask();
    Segmentation alone = two.segmentSequences(Map.of("FLAIR", flair), Progress.NONE);

    // The tiny model answers the lesser of its channels.
    assertEquals(grid, both.grid());
    assertEquals(SPHERE_ML * 8 / 27, both.volumeMl(), 0.15 * SPHERE_ML * 8 / 27);
    assertEquals(
        SPHERE_ML, alone.largest().orElseThrow().segment().mask().volumeMl(), 0.05 * SPHERE_ML);
    assertTrue(alone.notes().stream().anyMatch(n -> n.contains("T1")), alone.notes().toString());
    assertThrows(
        ImagingException.class, () -> two.segmentSequences(Map.of("T1", t1), Progress.NONE));
  }
}
