package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.classify.NetworkMember;
import health.cairn.imaging.classify.Veto;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.inference.TestModels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// On drawn pictures and the tiny models, whose answers can be worked out by hand: the segmenter
/// marks what is bright, the classifier says "bright" when more than half of the picture is.
class EvaluationTest {
  @TempDir Path folder;
  private InferenceEngine engine;
  private StoredModel segmenter;
  private StoredModel classifier;
  private Path dataset;

  @BeforeEach
  void draw() throws Exception {
    engine = InferenceEngine.start();
    segmenter = TestModels.segmenter(folder.resolve("models/s"));
    classifier = TestModels.classifier(folder.resolve("models/c"));
    dataset = folder.resolve("drawn");
    Files.createDirectories(dataset.resolve("images"));
    Files.createDirectories(dataset.resolve("masks"));
    Files.writeString(
        dataset.resolve("index.csv"),
        """
        id,pid,class,fold,orig_w,orig_h,mask_pixels_at_orig
        a,p1,bright,1,128,128,0
        b,p1,dark,1,128,128,0
        c,p2,dark,4,128,128,0
        d,p3,bright,4,128,128,0
        """);
    // The image is bright and the mask true up to these columns of 64; masks are twice as large.
    picture("a", 48, 48);
    picture("b", 16, 16);
    picture("c", 24, 16);
    picture("d", 20, 40);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void run_writesTheFiguresOfAllRows() throws Exception {
    EvaluationResult result = run(OptionalInt.empty());

    JsonNode metrics = new ObjectMapper().readTree(result.metrics().toFile());
    assertEquals(4, metrics.path("cases").intValue());
    assertEquals(3, metrics.path("patients").intValue());
    assertEquals("cheng_t1ce", metrics.path("layout").textValue());
    assertEquals(
        segmenter.card().sha256(), metrics.path("models").path(0).path("sha256").textValue());
    JsonNode segmentation = metrics.path("segmentation");
    double dice = (1 + 1 + 2 * 16.0 / 40 + 2 * 20.0 / 60) / 4;
    assertEquals(dice, segmentation.path("diceMean").doubleValue(), 1e-4);
    assertEquals((0 + 0 + 16 + 40) / 4.0, segmentation.path("hd95Mean").doubleValue(), 1e-4);
    assertTrue(segmentation.path("byPatient").hasNonNull("diceMean"));
    assertEquals(2, segmentation.path("byClass").size());
    JsonNode classification = metrics.path("classification");
    assertEquals(0.75, classification.path("accuracy").doubleValue());
    assertEquals(1, classification.path("confusion").path("bright").path("dark").intValue());
    for (String name :
        List.of("patientAccuracy", "macroAuc", "ece", "coverageAt95", "accuracyCi95")) {
      assertTrue(classification.hasNonNull(name), name);
    }
  }

  /// Half of a bright picture is no head, which a network alone is told too.
  @Test
  void run_countsWhatTheModelLeftUnanswered() throws Exception {
    EvaluationResult result = run(OptionalInt.empty());

    JsonNode abstention =
        new ObjectMapper()
            .readTree(result.metrics().toFile())
            .path("classification")
            .path("abstention");
    assertEquals(4, abstention.path("abstained").intValue());
    assertEquals(0, abstention.path("coverage").doubleValue());
    assertTrue(abstention.path("accuracyOfAnswered").isNull());
    assertEquals(4, abstention.path("reasons").path(Veto.NOT_A_HEAD.sentence()).intValue());
    List<String> lines = Files.readAllLines(result.predictions());
    assertTrue(lines.getFirst().endsWith(",exposure,cut,abstained,reason"), lines.getFirst());
    assertTrue(lines.get(1).endsWith(",true," + Veto.NOT_A_HEAD.sentence()), lines.get(1));
  }

  @Test
  void run_evaluatesOnlyTheFoldAskedFor() throws Exception {
    EvaluationResult result = run(OptionalInt.of(4));

    assertEquals(2, result.images());
    List<String> lines = Files.readAllLines(result.predictions());
    assertEquals(3, lines.size());
    assertTrue(lines.getFirst().startsWith("id,pid,fold,class,dice,hd95,"), lines.getFirst());
    assertTrue(lines.get(1).startsWith("c,p2,4,dark,0.800000,16.0000,"), lines.get(1));
    assertEquals(0.5, cut(lines, 1));
  }

  @Test
  void run_cutsEachPictureWhereItsDiceIsExpectedToBeBest() throws Exception {
    // Of 64 columns 16 are sure and 24 more at 0.4: expected Dice 0.77 at one half, 0.78 with all.
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
    for (int at = 0; at < 64 * 64; at++) {
      int column = at % 64;
      image.getRaster().setSample(column, at / 64, 0, column < 16 ? 200 : column < 40 ? 80 : 0);
    }
    ImageIO.write(image, "png", dataset.resolve("images/d.png").toFile());
    segmenter = TestModels.withCut("tiny-segmenter", folder.resolve("models/cut"), 0.5);

    List<String> lines = Files.readAllLines(run(OptionalInt.of(4)).predictions());

    String[] doubtful = lines.get(2).split(",");
    assertEquals(1, Double.parseDouble(doubtful[4]), 0.03, lines.get(2));
    assertEquals(0.4, cut(lines, 2), 0.05);
    assertEquals(0.5, cut(lines, 1), "a sure one: " + lines.get(1));
  }

  private static double cut(List<String> lines, int line) {
    int column = List.of(lines.getFirst().split(",")).indexOf("cut");
    return Double.parseDouble(lines.get(line).split(",")[column]);
  }

  @Test
  void run_givesTheSameTwice() throws Exception {
    assertEquals(run(OptionalInt.empty()).json(), run(OptionalInt.empty()).json());
  }

  @Test
  void run_refusesWhatIsMissingOrUnknownByName() throws Exception {
    assertRefused("no row of fold 7", () -> run(OptionalInt.of(7)));
    String index = Files.readString(dataset.resolve("index.csv"));
    Files.writeString(dataset.resolve("index.csv"), index.replace("dark", "other"));
    assertRefused("class other of image b", () -> run(OptionalInt.empty()));
    Files.writeString(dataset.resolve("index.csv"), index.replace("a,p1", "../a,p1"));
    assertRefused("line 2 of index.csv", () -> run(OptionalInt.empty()));
    Files.delete(dataset.resolve("index.csv"));
    assertRefused("index.csv cannot be read", () -> run(OptionalInt.empty()));
  }

  @Test
  void run_namesImagesThatCannotBeJudgedAndCountsTheOthers() throws Exception {
    Files.delete(dataset.resolve("masks/d.png"));
    Files.writeString(dataset.resolve("images/b.png"), "no picture");

    EvaluationResult result = run(OptionalInt.empty());

    assertEquals(2, result.images());
    assertEquals(List.of("b", "d"), result.refused().stream().map(Refusal::path).toList());
    JsonNode metrics = new ObjectMapper().readTree(result.json());
    assertEquals("b", metrics.path("refused").path(0).path("path").textValue());
    assertEquals(2, metrics.path("cases").intValue());
    Files.delete(dataset.resolve("images/a.png"));
    Files.delete(dataset.resolve("images/c.png"));
    assertRefused("Not one case can be judged", () -> run(OptionalInt.empty()));
  }

  @Test
  void run_refusesAFolderThatIsNoDataSet() throws Exception {
    Path nothing = Files.createDirectories(folder.resolve("nothing"));

    assertRefused("not a data set", () -> evaluate(nothing, Progress.NONE));
  }

  @Test
  void run_judgesTumourFreeImagesByWhatIsMarkedOnThem() throws Exception {
    Files.createDirectories(dataset.resolve("notumor"));
    picture("dark", 0, 0);
    picture("bright", 8, 0);
    for (String name : List.of("dark", "bright")) {
      Files.move(
          dataset.resolve("images/" + name + ".png"), dataset.resolve("notumor/" + name + ".png"));
      Files.delete(dataset.resolve("masks/" + name + ".png"));
    }

    EvaluationResult result = run(OptionalInt.empty());

    JsonNode metrics = new ObjectMapper().readTree(result.json());
    assertEquals(6, metrics.path("cases").intValue());
    JsonNode segmentation = metrics.path("segmentation");
    assertEquals((1 + 1 + 2 * 16.0 / 40 + 2 * 20.0 / 60) / 4, result.diceMean(), 1e-9);
    assertEquals(2, segmentation.path("tumourFree").path("images").intValue());
    assertEquals(1, segmentation.path("tumourFree").path("imagesWithAMark").intValue());
    // The tiny classifier knows no class "none".
    assertEquals(4, metrics.path("classification").path("images").intValue());
  }

  @Test
  void run_saysWhatItCannotKnowAndWhatWasNotRecorded() throws Exception {
    String index = Files.readString(dataset.resolve("index.csv"));
    Files.writeString(
        dataset.resolve("index.csv"),
        index.replace("pixels_at_orig", "pixels_at_orig,sex").replace(",0\n", ",0,F\n"));

    JsonNode metrics = new ObjectMapper().readTree(run(OptionalInt.empty()).json());

    assertFalse(metrics.path("seenInTraining").booleanValue());
    assertEquals(4, metrics.path("training").path("unknown").path("cases").intValue());
    assertTrue(metrics.path("warnings").path(0).textValue().contains("does not say"));
    assertEquals(4, metrics.path("groups").path("sex").path("F").path("cases").intValue());
    assertTrue(metrics.path("groups").path("notRecorded").toString().contains("vendor"));
    assertFalse(metrics.path("groups").path("notRecorded").toString().contains("sex"));
  }

  @Test
  void run_writesNothingWhenCancelled() {
    assertThrows(
        CancellationException.class,
        () ->
            evaluate(
                dataset,
                (step, done, total) -> {
                  throw new CancellationException();
                }));
    assertFalse(Files.exists(folder.resolve("out")));
  }

  private static void assertRefused(String reason, Executable attempt) {
    ImagingException e = assertThrows(ImagingException.class, attempt);
    assertEquals(ImagingException.Kind.REFUSED, e.kind());
    assertTrue(e.getMessage().contains(reason), e.getMessage());
  }

  private EvaluationResult run(OptionalInt fold) throws ImagingException {
    return evaluate(dataset, fold, Progress.NONE);
  }

  private void evaluate(Path other, Progress progress) throws ImagingException {
    evaluate(other, OptionalInt.empty(), progress);
  }

  private EvaluationResult evaluate(Path other, OptionalInt fold, Progress progress)
      throws ImagingException {
    EvaluatedModels models =
        new EvaluatedModels(
            Optional.of(segmenter),
            Optional.empty(),
            Optional.of(new NetworkMember(engine, classifier)),
            Optional.empty());
    return Evaluation.run(
        engine,
        models,
        other,
        new Evaluation.Choice(fold, Optional.empty(), false),
        folder.resolve("out"),
        progress);
  }

  private void picture(String id, int brightTo, int trueTo) throws IOException {
    BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage mask = new BufferedImage(128, 128, BufferedImage.TYPE_BYTE_BINARY);
    for (int row = 0; row < 128; row++) {
      for (int column = 0; column < 128; column++) {
        image.getRaster().setSample(column / 2, row / 2, 0, column / 2 < brightTo ? 200 : 0);
        mask.getRaster().setSample(column, row, 0, column < 2 * trueTo ? 1 : 0);
      }
    }
    ImageIO.write(image, "png", dataset.resolve("images/" + id + ".png").toFile());
    ImageIO.write(mask, "png", dataset.resolve("masks/" + id + ".png").toFile());
  }
}
