package health.cairn.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.app.command.Terminal.Ran;
import health.cairn.app.desk.DoubtsView;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.FindingView.Figure;
import health.cairn.app.desk.ModelOffer;
import health.cairn.app.desk.ModelWish;
import health.cairn.app.models.ModelChoice;
import health.cairn.app.wiring.DemoHome;
import health.cairn.app.wiring.Desk;
import health.cairn.app.wiring.SecondReader;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.SegReader;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Source;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.evaluate.EvaluatedModels;
import health.cairn.imaging.inference.ModelFolder;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Networks that were made elsewhere, from their files to what they outline in a study: added, switched on or
/// chosen for one look, and obeyed by their cards alone. What they answer is held against Python's own answer
/// (`imaging-ai/training/bring_your_own.py`, `train_phantoms.py`) and against what was drawn.
class BringYourOwnTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path NETWORKS =
      Path.of("../imaging-ai/src/test/resources/health/cairn/imaging/volumes");
  private static final List<String> REGIONS =
      List.of("whole tumour", "tumour core", "enhancing tumour");

  /// Python wrote every third voxel.
  private static final int EVERY = 3;

  /// Voxels whose probability lies closer to the border may fall on either side.
  private static final double BORDER = 2e-3;

  @TempDir Path directory;
  private Terminal terminal;

  @BeforeEach
  void init() {
    terminal = new Terminal(directory.resolve("home"));
    assertEquals(0, terminal.run("init").exit());
  }

  @Test
  void analyze_outlinesWhatNetworksOfRandomWeightsSay() throws Exception {
    add(NETWORKS.resolve("brats-tiny.json"));
    activate("brats-tiny");
    add(organs("sliding"));
    activate("structures-tiny");

    JsonNode result = analyze(DrawnStudy.formula(), "--structures");

    for (JsonNode segment : brought(result, "brats-tiny 1.0.0", REGIONS)) {
      assertEquals("tumour", segment.path("kind").asText());
      assertTrue(segment.path("longestDiameterMm").asDouble() > 0, segment.toString());
      assertTrue(segment.path("uncertainty").asDouble() > 0, segment.toString());
    }
    assertEquals("#CC79A7", brought(result, "enhancing tumour").path("colour").asText());
    assertTrue(
        StreamSupport.stream(result.path("models").spliterator(), false)
            .anyMatch(m -> m.path("name").asText().equals("brats-tiny")));
    requireGolden("brats-tiny", DrawnStudy.HEAD);
    String structures = Files.readString(out("structures.dcm"), StandardCharsets.ISO_8859_1);
    REGIONS.forEach(name -> assertTrue(structures.contains(name), name));
    assertTrue(structures.contains("ORGAN") && structures.contains("GTV"));
    for (String label : List.of("left cochlea", "right cochlea")) {
      JsonNode organ = brought(result, label);
      assertEquals("organ", organ.path("kind").asText());
      assertTrue(organ.path("distanceToTumourMm").isNumber(), organ.toString());
    }
    assertTrue(Files.isRegularFile(out("overlays/t1c-015.png")));
    assertTrue(Files.isRegularFile(out("overlays/key-t1c-uncertainty.png")));
    assertTrue(Files.isRegularFile(out("overlays/key-t1c-uncertainty-brats-tiny.png")));
    assertEquals(2, brought(result, "left cochlea").path("volumeCi95Ml").size());
    assertTrue(brought(result, "right cochlea").path("volumeCi95Ml").isNull());
    Ran report = terminal.run("verify", out("proof.json"), "--json");
    assertEquals(0, report.exit(), report.err());
  }

  @Test
  void analyze_findsWhatWasDrawnWithANetworkThatWasTrainedOnOtherDrawings() throws Exception {
    add(NETWORKS.resolve("brats-phantom.json"));
    DrawnTumour drawn = DrawnTumour.of(1001);

    JsonNode result = analyze(drawn.sequences(), "--model", "brats-phantom");

    brought(result, "brats-phantom 1.0.0", REGIONS);
    Map<String, Mask> outlined = outlined();
    for (String region : REGIONS) {
      double dice = dice(outlined.get(region), drawn.regions().get(region));
      assertTrue(dice >= 0.94, region + ": " + dice);
    }
    requireGolden("brats-phantom", DrawnTumour.GRID);
    assertTrue(
        result.path("warnings").toString().contains("brats-phantom 1.0.0 was chosen for this look"),
        result.path("warnings").toString());
  }

  @Test
  void analyze_saysWhichSequenceIsMissingAndDoesTheRest() throws Exception {
    add(NETWORKS.resolve("brats-tiny.json"));
    activate("brats-tiny");
    Map<SequenceRole, Volume> three = new HashMap<>(DrawnStudy.formula());
    three.remove(SequenceRole.T2);

    JsonNode result = analyze(three);

    String said =
        "The model brats-tiny needs FLAIR, T1, T1C, T2, and there is no T2 series: it outlined nothing.";
    assertTrue(result.path("warnings").toString().contains(said), result.toString());
    assertFalse(result.path("segments").toString().contains("brats-tiny"), result.toString());
    assertFalse(result.path("classification").path("probabilities").isMissingNode());
  }

  @Test
  void analyze_outlinesOrgansWithoutASeriesAfterContrastAgent() throws Exception {
    add(organs("sliding"));
    activate("structures-tiny");

    JsonNode result =
        analyze(Map.of(SequenceRole.T1, DrawnStudy.formula().get(SequenceRole.T1)), "--structures");

    JsonNode organ = brought(result, "left cochlea");
    assertTrue(organ.path("distanceToTumourMm").isNull(), organ.toString());
    assertTrue(organ.path("volumeMl").asDouble() > 0);
    assertTrue(result.path("classification").path("decision").isNull(), result.toString());
  }

  @Test
  void analyze_proposesWhatABroughtModelOutlinedAsFindingsOfTheRecord() throws Exception {
    Path study = DrawnStudy.write(DrawnStudy.formula(), directory.resolve("study"));
    try (DemoHome demo = DemoHome.create("reader")) {
      Path models = demo.directory().resolve("home/models");
      ModelFolder.add(NETWORKS.resolve("brats-tiny.json"), models);
      ModelFolder.add(organs("sliding"), models);
      Desk desk = demo.desk();
      desk.importFrom(List.of(study), Progress.NONE);
      String uid = desk.worklist().getFirst().study().orElseThrow().studyInstanceUid();
      List<ModelOffer> offers =
          desk.offers().stream().filter(o -> o.task() == ModelOffer.Task.OUTLINE_VOLUME).toList();
      assertEquals(
          List.of(
              "Outlines in volumes: left cochlea, right cochlea",
              "Outlines in volumes: whole tumour, tumour core, enhancing tumour"),
          offers.stream().map(ModelOffer::job).sorted().toList());

      List<FindingView> findings =
          desk.analyze(
              uid, new ModelWish(offers.stream().map(ModelOffer::key).toList()), Progress.NONE);

      List<String> titles = findings.stream().map(FindingView::title).toList();
      assertTrue(titles.containsAll(REGIONS), titles.toString());
      FindingView organ =
          findings.stream().filter(f -> f.title().equals("left cochlea")).findFirst().orElseThrow();
      assertEquals("structures-tiny 1.0.0", organ.author());
      assertEquals(FindingView.Status.PROPOSED, organ.status());
      assertTrue(
          organ.why().stream().anyMatch(w -> w.contains("structures-tiny 1.0.0 was chosen")),
          organ.why().toString());
      assertTrue(volume(organ).uncertainty().contains("(95 %)"), organ.figures().toString());
      assertEquals("", volume(findings, "right cochlea").uncertainty(), "nothing is promised");
      assertTrue(
          organ.figures().stream().anyMatch(f -> f.label().equals("Distance to the tumour")),
          organ.figures().toString());
      List<String> doubt = desk.doubts(uid).maps().stream().map(DoubtsView.MapView::by).toList();
      assertTrue(
          doubt.containsAll(List.of("brats-tiny 1.0.0", "structures-tiny 1.0.0")),
          doubt.toString());
      List<String> drawn =
          desk.open(uid, Progress.NONE).segments().stream().map(s -> s.segment().label()).toList();
      assertTrue(drawn.containsAll(REGIONS) && drawn.contains("right cochlea"), drawn.toString());
    }
  }

  private static Figure volume(List<FindingView> findings, String title) {
    return volume(findings.stream().filter(f -> f.title().equals(title)).findFirst().orElseThrow());
  }

  private static Figure volume(FindingView finding) {
    return finding.figures().stream()
        .filter(f -> f.label().equals("Volume"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void analyze_refusesTwoModelsOfTheSameStructures() throws Exception {
    add(NETWORKS.resolve("brats-tiny.json"));
    add(NETWORKS.resolve("brats-phantom.json"));

    Ran ran =
        terminal.run(
            "analyze",
            directory,
            "--out",
            directory.resolve("out"),
            "--model",
            "brats-tiny",
            "--model",
            "brats-phantom");

    assertEquals(3, ran.exit(), ran.err());
    assertTrue(ran.err().contains("do the same; choose one of them"), ran.err());
  }

  @Test
  void acceptance_triesAModelOfSeveralSequencesOnASitesOwnHeads() throws Exception {
    add(NETWORKS.resolve("brats-phantom.json"));
    Path set = DrawnSet.write(20, directory.resolve("set"));

    Ran unpublished =
        terminal.run("model", "acceptance", "brats-phantom", set, "--out", directory.resolve("a"));
    assertEquals(3, unpublished.exit(), unpublished.err());
    assertTrue(
        unpublished.err().contains("Of brats-phantom no diceMean is published"), unpublished.err());

    Path criteria =
        Files.writeString(
            directory.resolve("criteria.json"),
            """
            {"name": "ours", "version": "1", "minimumPatients": 20, "criteria": [{"task": "segment",
             "metric": "segmentation.diceMean", "bound": "segmentation.diceCi95", "atLeast": 0.9}]}
            """);
    Path out = directory.resolve("acceptance");
    Ran tried =
        terminal.run(
            "model", "acceptance", "brats-phantom", set, "--out", out, "--criteria", criteria);
    assertEquals(0, tried.exit(), tried.err());
    JsonNode metrics = JSON.readTree(out.resolve("metrics.json").toFile());
    assertEquals("nnunet", metrics.path("layout").asText());
    for (String region : REGIONS) {
      double dice =
          metrics.path("segmentation").path("byClass").path(region).path("diceMean").asDouble();
      assertTrue(dice >= 0.9, region + ": " + dice);
    }
    Ran switched = terminal.run("model", "activate", "brats-phantom");
    assertEquals(0, switched.exit(), switched.err());
  }

  @Test
  void acceptance_saysWhatAModelOfVolumesIsTriedOn() throws Exception {
    add(NETWORKS.resolve("brats-phantom.json"));
    Path study = DrawnStudy.write(DrawnStudy.formula(), directory.resolve("study"));

    Ran ran =
        terminal.run(
            "evaluate",
            study,
            "--model",
            "brats-phantom",
            "--out",
            directory.resolve("evaluation"));

    assertEquals(3, ran.exit(), ran.err());
    assertTrue(ran.err().contains(EvaluatedModels.VOLUMES_LIE), ran.err());
  }

  @Test
  void activate_refusesAModelThatNobodyWouldAsk() throws Exception {
    add(organs("centred"));

    Ran ran =
        terminal.run("model", "activate", "structures-tiny", "--without-acceptance", "a trial");

    assertEquals(3, ran.exit(), ran.err());
    assertTrue(ran.err().contains("nothing here asks for that"), ran.err());
  }

  @Test
  void analyze_stopsInABroughtModelWhenItIsCancelled() throws Exception {
    add(NETWORKS.resolve("brats-tiny.json"));
    Path folder = DrawnStudy.write(DrawnStudy.formula(), directory.resolve("study"));
    Study study =
        new DicomReader()
            .read(List.of(folder), Files.createDirectory(directory.resolve("s")), Progress.NONE)
            .studies()
            .getFirst();
    Progress impatient =
        (step, done, total) -> {
          if (step.equals("Outlining structures") && done > 0) {
            throw new CancellationException();
          }
        };
    List<Path> models = List.of(directory.resolve("home/models"));
    try (SecondReader reader = new SecondReader(models, ModelChoice.AS_SHIPPED)) {
      var analyzer = reader.analyzer(new ModelWish(List.of("brats-tiny@1.0.0")));

      assertThrows(CancellationException.class, () -> analyzer.analyze(study, 0, impatient));
      assertFalse(analyzer.asServing());
    }
  }

  private void add(Path card) {
    Ran ran = terminal.run("model", "add", card);
    assertEquals(0, ran.exit(), ran.err());
  }

  private void activate(String model) {
    Ran ran = terminal.run("model", "activate", model, "--without-acceptance", "a test");
    assertEquals(0, ran.exit(), ran.err());
  }

  /// The card of one sequence and two labels, as if it outlined both cochleae, and promised an interval of the
  /// left one's volume.
  private Path organs(String window) throws Exception {
    Path folder = Files.createDirectories(directory.resolve("organs"));
    Files.copy(NETWORKS.resolve("structures-tiny.onnx"), folder.resolve("structures-tiny.onnx"));
    String card = Files.readString(NETWORKS.resolve("structures-tiny.json"));
    return Files.writeString(
        folder.resolve("structures-tiny.json"),
        card.replace("\"centred\"", "\"" + window + "\"")
            .replace("\"coarsestSpacingMm\": 1.5", "\"coarsestSpacingMm\": 3")
            .replace("anterior hippocampus", "left cochlea")
            .replace("posterior hippocampus", "right cochlea")
            .replace("5366008", "80169004")
            .replace(
                "\"colour\": \"#56B4E9\"",
                "\"colour\": \"#56B4E9\", \"volumeInterval\": {\"lowFactor\": 0.8, \"highFactor\": 1.5}")
            .replace("\"Hippocampus\"", "\"Cochlea\""));
  }

  private Path out(String name) {
    return directory.resolve("out").resolve(name);
  }

  private JsonNode analyze(Map<SequenceRole, Volume> sequences, String... more) throws Exception {
    Path study = DrawnStudy.write(sequences, directory.resolve("study"));
    Object[] arguments = new Object[5 + more.length];
    System.arraycopy(
        new Object[] {"analyze", study, "--out", directory.resolve("out"), "--json"},
        0,
        arguments,
        0,
        5);
    System.arraycopy(more, 0, arguments, 5, more.length);
    Ran ran = terminal.run(arguments);
    assertEquals(0, ran.exit(), ran.err());
    return JSON.readTree(ran.out());
  }

  private static JsonNode brought(JsonNode result, String label) {
    return StreamSupport.stream(result.path("segments").spliterator(), false)
        .filter(s -> s.path("label").asText().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError(label + " is not in " + result.path("segments")));
  }

  private static List<JsonNode> brought(JsonNode result, String model, List<String> labels) {
    List<JsonNode> found = labels.stream().map(label -> brought(result, label)).toList();
    found.forEach(s -> assertEquals(model, s.path("model").asText()));
    return found;
  }

  private Map<String, Mask> outlined() throws Exception {
    Map<String, Mask> outlined = new HashMap<>();
    for (Segment segment : new SegReader().read(Source.of(out("segmentation.dcm"))).segments()) {
      outlined.put(segment.label(), segment.mask());
    }
    return outlined;
  }

  /// What was written as DICOM is what Python says, voxel by voxel, wherever Python is sure.
  private void requireGolden(String name, Grid grid) throws Exception {
    FloatBuffer golden =
        ByteBuffer.wrap(Files.readAllBytes(NETWORKS.resolve(name + "-golden.f32")))
            .order(ByteOrder.LITTLE_ENDIAN)
            .asFloatBuffer();
    Map<String, Mask> outlined = outlined();
    int decided = 0;
    int all = golden.remaining();
    for (String region : REGIONS) {
      Mask mask = outlined.get(region);
      for (int k = 0; k < grid.slices(); k += EVERY) {
        for (int j = 0; j < grid.rows(); j += EVERY) {
          for (int i = 0; i < grid.columns(); i += EVERY) {
            double margin = golden.get() - 0.5;
            if (Math.abs(margin) > BORDER) {
              assertEquals(margin > 0, holds(mask, grid, i, j, k), region + i + "," + j + "," + k);
              decided++;
            }
          }
        }
      }
    }
    assertFalse(golden.hasRemaining());
    assertTrue(decided > 0.9 * all, decided + " of " + all);
  }

  private static double dice(Mask outlined, Mask drawn) {
    Grid grid = drawn.grid();
    long both = 0;
    for (int at = drawn.next(0); at >= 0; at = drawn.next(at + 1)) {
      int inSlice = at % grid.voxelsPerSlice();
      both +=
          holds(
                  outlined,
                  grid,
                  inSlice % grid.columns(),
                  inSlice / grid.columns(),
                  at / grid.voxelsPerSlice())
              ? 1
              : 0;
    }
    return 2.0 * both / (outlined.count() + drawn.count());
  }

  /// Through the patient's coordinates: an object may hold other slices than the series.
  private static boolean holds(Mask mask, Grid grid, int i, int j, int k) {
    VoxelIndex there =
        mask.grid().affine().toVoxel(grid.affine().toPatient(new VoxelIndex(i, j, k)));
    int column = (int) Math.round(there.column());
    int row = (int) Math.round(there.row());
    int slice = (int) Math.round(there.slice());
    Grid own = mask.grid();
    return column >= 0
        && row >= 0
        && slice >= 0
        && column < own.columns()
        && row < own.rows()
        && slice < own.slices()
        && mask.at(column, row, slice);
  }
}
