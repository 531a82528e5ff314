package health.cairn.imaging.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.inference.VolumeModels;
import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.uncertainty.DoubtMap;
import health.cairn.imaging.uncertainty.DoubtSlice;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Volume;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Networks made elsewhere, installed by adding their files, and what they outline. Expected masks are
/// the Python reference's probabilities, thresholded or by the most probable label.
@Timeout(60)
class StructureSegmenterTest {
  private static final int EVERY = 3;

  /// Voxels whose probability lies closer to the border may fall on either side.
  private static final double BORDER = 2e-3;

  /// Half a step of doubt, as a probability.
  private static final double HALF_A_BYTE = 0.5 / (2 * 255);

  @TempDir Path folder;
  private InferenceEngine engine;

  @BeforeEach
  void start() {
    engine = InferenceEngine.start();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void segment_outlinesThreeRegionsOfFourSequencesByAddingFiles() throws Exception {
    StructureSegmenter segmenter = segmenter("brats-tiny");

    Structures found = segmenter.segment(placed(VolumeModels.study()), Optional.empty(), NONE);

    float[] golden = VolumeModels.golden("brats-tiny");
    List<String> labels = List.of("whole tumour", "tumour core", "enhancing tumour");
    int each = golden.length / labels.size();
    for (int label = 0; label < labels.size(); label++) {
      Structures.Outlined outlined = found.of(labels.get(label)).orElseThrow();
      Mask mask = outlined.segment().mask();
      assertEquals(VolumeModels.HEAD, mask.grid());
      assertEquals(mask.volumeMl(), outlined.volumeMl());
      int from = label * each;
      compare(mask, at -> golden[from + at] - 0.5);
    }
    assertEquals("NCIt", found.of("enhancing tumour").orElseThrow().segment().code().scheme());
    assertEquals(Optional.of(0xF0E442), found.of("whole tumour").orElseThrow().rgb());
    assertEquals(16, found.patches());
  }

  @Test
  void segment_outlinesOnTheGridOfAnotherSeriesWhenItIsAskedTo() throws Exception {
    StructureSegmenter segmenter = segmenter("brats-tiny");

    Structures found = segmenter.segment(placed(VolumeModels.study()), VolumeModels.OTHER, NONE);

    Structures own = segmenter.segment(placed(VolumeModels.study()), Optional.empty(), NONE);
    for (Structures.Outlined outlined : found.outlined()) {
      assertEquals(VolumeModels.OTHER, outlined.segment().mask().grid());
      Structures.Outlined there = own.of(outlined.segment().label()).orElseThrow();
      assertEquals(there.volumeMl(), outlined.volumeMl(), 0.05 * there.volumeMl());
      assertTrue(outlined.parts() >= 1);
    }
    assertEquals(own.outlined().size(), found.outlined().size());
  }

  @Test
  void segment_mapsTheDoubtOfTheMostDoubtfulOfRegionsThatMayOverlap() throws Exception {
    Structures found =
        segmenter("brats-tiny").segment(placed(VolumeModels.study()), Optional.empty(), NONE);

    float[] golden = VolumeModels.golden("brats-tiny");
    int each = golden.length / 3;
    assertEquals(1, found.doubt().networks());
    compare(
        found.doubt(),
        at ->
            Math.min(
                fromHalf(golden[at]),
                Math.min(fromHalf(golden[each + at]), fromHalf(golden[2 * each + at]))));
  }

  @Test
  void segment_mapsTheDoubtOfEachLabelAndNotOfTheBackground() throws Exception {
    Structures found =
        segmenter("structures-tiny").segment(known(VolumeModels.drawn(VolumeModels.CROP, 1)), NONE);

    float[] golden = VolumeModels.golden("structures-tiny");
    int each = golden.length / 3;
    compare(
        found.doubt(),
        at -> Math.min(fromHalf(golden[each + at]), fromHalf(golden[2 * each + at])));
  }

  private static double fromHalf(double probability) {
    return Math.abs(probability - 0.5);
  }

  /// @param fromHalf how far the most doubtful probability of a sampled voxel lies from a half
  private static void compare(DoubtMap map, IntToDoubleFunction fromHalf) {
    Grid grid = map.grid();
    int at = 0;
    double most = 0;
    double least = 1;
    for (int k = 0; k < grid.slices(); k += EVERY) {
      DoubtSlice doubt = map.slice(k);
      for (int j = 0; j < grid.rows(); j += EVERY) {
        for (int i = 0; i < grid.columns(); i += EVERY, at++) {
          double p = 0.5 - fromHalf.applyAsDouble(at);
          double entropy = doubt.entropy(j * grid.columns() + i);
          assertTrue(
              entropy >= bits(Math.max(0, p - BORDER - HALF_A_BYTE)) - 1e-5
                  && entropy <= bits(Math.min(0.5, p + BORDER + HALF_A_BYTE)) + 1e-5,
              entropy + " for " + p);
          most = Math.max(most, entropy);
          least = Math.min(least, entropy);
        }
      }
    }
    assertTrue(most > 0.9 && most > least, least + " to " + most);
  }

  private static double bits(double p) {
    return p <= 0 ? 0 : -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
  }

  @Test
  void segment_saysNothingOfAnIntervalThatTheCardDoesNotPromise() throws Exception {
    Structures found =
        segmenter("brats-tiny").segment(placed(VolumeModels.study()), Optional.empty(), NONE);

    assertTrue(found.outlined().stream().allMatch(o -> o.volumeCi95Ml().isEmpty()));
  }

  @Test
  void segment_givesTheIntervalOfTheStructureThatTheCardPromisesItFor() throws Exception {
    StructureSegmenter segmenter =
        segmenter(
            "brats-tiny",
            "\"colour\": \"#D55E00\"",
            "\"colour\": \"#D55E00\", \"volumeInterval\": {\"lowFactor\": 0.8, \"highFactor\": 1.5}");

    Structures found = segmenter.segment(placed(VolumeModels.study()), Optional.empty(), NONE);

    Structures.Outlined core = found.of("tumour core").orElseThrow();
    Interval interval = core.volumeCi95Ml().orElseThrow();
    assertEquals(0.8 * core.volumeMl(), interval.low(), 1e-9);
    assertEquals(1.5 * core.volumeMl(), interval.high(), 1e-9);
    assertTrue(found.of("whole tumour").orElseThrow().volumeCi95Ml().isEmpty());
  }

  /// What a card of several structures promises is measured on all of them together.
  @Test
  void segment_givesNoIntervalOfAllStructuresToOneOfThem() throws Exception {
    Structures found =
        segmenter(
                "brats-tiny",
                "\"threshold\": 0.5,",
                "\"threshold\": 0.5, \"volumeInterval\": {\"lowFactor\": 0.8, \"highFactor\": 1.5},")
            .segment(placed(VolumeModels.study()), Optional.empty(), NONE);

    assertTrue(found.outlined().stream().allMatch(o -> o.volumeCi95Ml().isEmpty()));
  }

  @Test
  void segment_warnsWhereAStructureIsMoreDoubtfulThanAnyOfTheFit() throws Exception {
    Structures found =
        segmenter(
                "brats-tiny",
                "\"colour\": \"#D55E00\"",
                "\"colour\": \"#D55E00\", \"volumeInterval\": {\"centre\": [0, 0], \"spread\": [0, 0], \"low\": -0.2, \"high\": 0.3, \"mostDoubt\": 0.0001}")
            .segment(placed(VolumeModels.study()), Optional.empty(), NONE);

    assertTrue(
        found.notes().stream().anyMatch(n -> n.startsWith("The tumour core is more doubtful")),
        found.notes().toString());
  }

  @Test
  void segment_namesTheSequencesThatAreMissing() throws Exception {
    StructureSegmenter segmenter = segmenter("brats-tiny");
    Map<String, Placed> study = placed(VolumeModels.study());
    study.remove("T2");

    ImagingException e =
        assertThrows(
            ImagingException.class, () -> segmenter.segment(study, VolumeModels.HEAD, NONE));

    assertEquals(
        "The model brats-tiny needs FLAIR, T1, T1C, T2, and there is no T2 series.",
        e.getMessage());
  }

  @Test
  void findsByItself_isFalseForAModelThatLooksAtOneCrop() throws Exception {
    assertTrue(StructureSegmenter.findsByItself(VolumeModels.install("brats-tiny", folder)));
    assertFalse(StructureSegmenter.findsByItself(VolumeModels.install("structures-tiny", folder)));
  }

  @Test
  void segment_outlinesLabelsThatExcludeEachOther() throws Exception {
    StructureSegmenter segmenter = segmenter("structures-tiny");

    Structures found = segmenter.segment(known(VolumeModels.drawn(VolumeModels.CROP, 1)), NONE);

    float[] golden = VolumeModels.golden("structures-tiny");
    int each = golden.length / 3;
    Mask anterior = found.of("anterior hippocampus").orElseThrow().segment().mask();
    Mask posterior = found.of("posterior hippocampus").orElseThrow().segment().mask();
    compare(anterior, at -> golden[each + at] - Math.max(golden[at], golden[2 * each + at]));
    compare(posterior, at -> golden[2 * each + at] - Math.max(golden[at], golden[each + at]));
    var both = anterior.bits();
    both.and(posterior.bits());
    assertTrue(both.isEmpty());
  }

  @Test
  void segment_looksAtTheRegionOnlyAndAnswersOnTheWholeGrid() throws Exception {
    Volume head = VolumeModels.drawn(VolumeModels.HEAD, 1);
    StructureSegmenter segmenter =
        segmenter("structures-tiny", "\"coarsestSpacingMm\": 1.5", "\"coarsestSpacingMm\": 2");
    VoxelBox box = new VoxelBox(5, 8, 4, 30, 30, 20);

    Structures found = segmenter.segment(Map.of("T1", known(head)), Optional.of(box), NONE);

    for (Structures.Outlined outlined : found.outlined()) {
      Mask mask = outlined.segment().mask();
      Grid grid = mask.grid();
      assertEquals(VolumeModels.HEAD, grid);
      for (int at = mask.next(0); at >= 0; at = mask.next(at + 1)) {
        int column = at % grid.columns();
        int row = at / grid.columns() % grid.rows();
        int slice = at / grid.voxelsPerSlice();
        assertTrue(
            column >= 4 && column <= 35 && row >= 7 && row <= 38 && slice >= 3 && slice <= 24,
            column + ", " + row + ", " + slice);
      }
    }
    assertFalse(found.outlined().isEmpty());
  }

  @Test
  void segment_refusesAVolumeWhoseSpacingIsNotKnown() throws Exception {
    refused(new Placed(VolumeModels.drawn(VolumeModels.CROP, 1), false, true), "spacing");
  }

  @Test
  void segment_refusesAVolumeWhoseOrientationIsNotKnown() throws Exception {
    refused(new Placed(VolumeModels.drawn(VolumeModels.CROP, 1), true, false), "orientation");
  }

  @Test
  void segment_refusesAVolumeThatIsTooCoarseForTheModel() throws Exception {
    refused(known(VolumeModels.drawn(VolumeModels.HEAD, 1)), "at most 1.5 mm");
  }

  @Test
  void segment_refusesAStudyWithoutTheReference() throws Exception {
    StructureSegmenter segmenter = segmenter("brats-tiny");
    Map<String, Placed> study = placed(VolumeModels.study());
    study.remove("FLAIR");

    ImagingException e =
        assertThrows(
            ImagingException.class, () -> segmenter.segment(study, Optional.empty(), NONE));

    assertTrue(e.getMessage().contains("FLAIR"), e.getMessage());
  }

  @Test
  void new_refusesAModelThatDoesNotCodeWhatItOutlines() {
    ImagingException e =
        assertThrows(
            ImagingException.class,
            () -> segmenter("brats-tiny", "(?s)\"structures\": \\[.*?\\],", ""));

    assertTrue(e.getMessage().contains("code"), e.getMessage());
  }

  private static final Progress NONE = Progress.NONE;

  private void refused(Placed volume, String because) throws Exception {
    StructureSegmenter segmenter = segmenter("structures-tiny");

    ImagingException e =
        assertThrows(ImagingException.class, () -> segmenter.segment(volume, NONE));

    assertEquals(ImagingException.Kind.REFUSED, e.kind());
    assertTrue(e.getMessage().contains(because), e.getMessage());
  }

  private StructureSegmenter segmenter(String name) throws ImagingException {
    return segmenter(name, "$^", "");
  }

  private StructureSegmenter segmenter(String name, String from, String to)
      throws ImagingException {
    StoredModel model = VolumeModels.install(name, folder, card -> card.replaceFirst(from, to));
    return new StructureSegmenter(engine, model);
  }

  private static Placed known(Volume volume) {
    return new Placed(volume, true, true);
  }

  private static Map<String, Placed> placed(Map<String, Volume> study) {
    Map<String, Placed> placed = new HashMap<>();
    study.forEach((name, volume) -> placed.put(name, known(volume)));
    return placed;
  }

  private interface Margin {
    /// Above 0 inside, below 0 outside, by how much.
    double at(int sample);
  }

  private static void compare(Mask mask, Margin margin) {
    Grid grid = mask.grid();
    int at = 0;
    int decided = 0;
    for (int k = 0; k < grid.slices(); k += EVERY) {
      for (int j = 0; j < grid.rows(); j += EVERY) {
        for (int i = 0; i < grid.columns(); i += EVERY, at++) {
          if (Math.abs(margin.at(at)) > BORDER) {
            assertEquals(margin.at(at) > 0, mask.at(i, j, k), i + ", " + j + ", " + k);
            decided++;
          }
        }
      }
    }
    assertTrue(decided > 0.9 * at, decided + " of " + at);
  }
}
