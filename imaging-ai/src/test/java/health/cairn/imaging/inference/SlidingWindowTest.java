package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Against `training/volumes/reference.py`, on networks of random weights.
@Timeout(60)
class SlidingWindowTest {
  private static final int EVERY = 3;

  /// Resampled values are rounded to stored samples on both sides; where one lies at a half, the last
  /// bit decides, and a step of one sample moves the answer of a random network by this much at most.
  private static final double TOLERANCE = 2e-3;

  /// On the whole both agree to the 16 bits a probability is kept in.
  private static final double MEAN_TOLERANCE = 3e-5;

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
  void run_equalsTheReferenceOnFourSequencesOfTwoGrids() throws Exception {
    VolumeAnswer answer = run("brats-tiny", VolumeModels.study(), VolumeModels.HEAD);

    assertEquals(3, answer.probabilities().size());
    assertTrue(answer.patches() == 16, "patches " + answer.patches());
    assertEqualsGolden("brats-tiny", answer);
  }

  @Test
  void run_equalsTheReferenceOnATurnedCropThatIsPadded() throws Exception {
    Map<String, Volume> crop = Map.of("T1", VolumeModels.drawn(VolumeModels.CROP, 1));

    VolumeAnswer answer = run("structures-tiny", crop, VolumeModels.CROP);

    assertEquals(1, answer.patches());
    assertEqualsGolden("structures-tiny", answer);
  }

  @Test
  void run_answersTheMeanOfAnEnsemblesOutputs() throws Exception {
    StoredModel one = VolumeModels.install("brats-tiny", folder.resolve("one"));
    StoredModel twice =
        VolumeModels.install(
            "brats-tiny",
            folder.resolve("two"),
            card -> Cards.asEnsemble(card, "brats-tiny", folder.resolve("two/from")));

    VolumeAnswer single = window(one).run(VolumeModels.study(), VolumeModels.HEAD);
    VolumeAnswer mean = window(twice).run(VolumeModels.study(), VolumeModels.HEAD);

    assertEquals(2, twice.weights().size());
    for (int label = 0; label < 3; label++) {
      assertEquals(
          single.probabilities().get(label).valueAt(20, 20, 15),
          mean.probabilities().get(label).valueAt(20, 20, 15),
          1e-4);
    }
  }

  @Test
  void run_stopsBetweenPatchesWhenProgressCancels() throws Exception {
    StoredModel model = VolumeModels.install("brats-tiny", folder);
    List<Long> done = new ArrayList<>();

    assertThrows(
        CancellationException.class,
        () ->
            new SlidingWindow(engine, model)
                .run(
                    VolumeModels.study(),
                    VolumeModels.HEAD,
                    VolumeModels.HEAD,
                    "Testing",
                    (step, n, total) -> {
                      if (step.equals("Testing")) {
                        done.add(n);
                        if (n > 0) {
                          throw new CancellationException();
                        }
                      }
                    }));

    assertEquals(InferenceEngine.BATCH, done.getLast().intValue());
  }

  @Test
  void run_refusesAStudyThatLacksASequence() throws Exception {
    Map<String, Volume> study = new HashMap<>(VolumeModels.study());
    study.remove("T1C");

    ImagingException e =
        assertThrows(ImagingException.class, () -> run("brats-tiny", study, VolumeModels.HEAD));

    assertEquals(ImagingException.Kind.REFUSED, e.kind());
    assertTrue(e.getMessage().contains("T1C"), e.getMessage());
  }

  @Test
  void run_letsTheCardReplaceASequenceAndSaysSo() throws Exception {
    Map<String, Volume> study = new HashMap<>(VolumeModels.study());
    study.remove("T1C");
    StoredModel model =
        VolumeModels.install(
            "brats-tiny",
            folder,
            card ->
                card.replaceFirst(
                    "\"sequence\": \"T1C\"", "\"sequence\": \"T1C\", \"ifMissing\": \"zeros\""));

    VolumeAnswer answer = window(model).run(study, VolumeModels.HEAD);

    assertTrue(answer.notes().getFirst().contains("T1C"), answer.notes().toString());
  }

  @Test
  void run_leavesASequenceInAnotherFrameOfReferenceAside() throws Exception {
    Map<String, Volume> study = new HashMap<>(VolumeModels.study());
    Grid there = VolumeModels.HEAD;
    study.put(
        "T1C",
        VolumeModels.drawn(
            new Grid(there.columns(), there.rows(), there.slices(), there.affine(), "9.9"), 2));

    assertThrows(ImagingException.class, () -> run("brats-tiny", study, VolumeModels.HEAD));
  }

  @Test
  void run_refusesWhatWouldNeedMoreMemoryThanTheBound() throws Exception {
    StoredModel model =
        VolumeModels.install(
            "brats-tiny",
            folder,
            card -> card.replaceFirst("\"crop\"", "\"workingBytes\": 4000000000, \"crop\""));

    ImagingException e =
        assertThrows(
            ImagingException.class,
            () -> window(model).run(VolumeModels.study(), VolumeModels.HEAD));

    assertEquals(ImagingException.Kind.REFUSED, e.kind());
    assertTrue(e.getMessage().contains("MB"), e.getMessage());
  }

  @Test
  void tooMuch_holdsTheHeapAgainstWhatTheProgramWasGiven() throws Exception {
    StoredModel model = VolumeModels.install("brats-tiny", folder);
    Grid small = VolumeModels.HEAD;
    Grid study = new Grid(240, 240, 155, small.affine(), "1.2.3");
    MemoryBound bound = MemoryBound.of(model.card().patches(), 3, study, study);

    assertEquals(Optional.empty(), bound.tooMuch(614L << 20));
    String why = bound.tooMuch(300L << 20).orElseThrow();
    assertTrue(why.contains("may take 300 MB"), why);
    assertTrue(MemoryBound.heapLimit() < Runtime.getRuntime().maxMemory());
  }

  @Test
  void run_refusesMoreThanACropWhenTheModelLooksAtOnePatch() {
    Map<String, Volume> head = Map.of("T1", VolumeModels.drawn(VolumeModels.HEAD, 1));

    ImagingException e =
        assertThrows(ImagingException.class, () -> run("structures-tiny", head, VolumeModels.HEAD));

    assertTrue(e.getMessage().contains("region"), e.getMessage());
  }

  private interface Window {
    VolumeAnswer run(Map<String, Volume> sequences, Grid grid) throws ImagingException;
  }

  private Window window(StoredModel model) {
    return (sequences, grid) ->
        new SlidingWindow(engine, model).run(sequences, grid, grid, "Testing", Progress.NONE);
  }

  private VolumeAnswer run(String name, Map<String, Volume> sequences, Grid grid)
      throws ImagingException {
    return window(VolumeModels.install(name, folder)).run(sequences, grid);
  }

  private static void assertEqualsGolden(String name, VolumeAnswer answer) {
    float[] expected = VolumeModels.golden(name);
    int at = 0;
    double differences = 0;
    for (Volume label : answer.probabilities()) {
      Grid grid = label.grid();
      for (int k = 0; k < grid.slices(); k += EVERY) {
        for (int j = 0; j < grid.rows(); j += EVERY) {
          for (int i = 0; i < grid.columns(); i += EVERY, at++) {
            double actual = label.valueAt(i, j, k);
            assertEquals(expected[at], actual, TOLERANCE, "voxel " + i + ", " + j + ", " + k);
            differences += Math.abs(expected[at] - actual);
          }
        }
      }
    }
    assertEquals(0, differences / at, MEAN_TOLERANCE);
    assertEquals(expected.length, at);
  }
}
