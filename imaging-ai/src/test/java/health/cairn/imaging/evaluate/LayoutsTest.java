package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.inference.TestModels;
import health.cairn.imaging.inference.VolumeModels;
import health.cairn.imaging.nifti.TestNifti;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stacks and labelled volumes, with tiny models that really run.
class LayoutsTest {
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
  void run_judgesAStackAsAWholeAndTakesAMissingMaskAsEmpty() throws Exception {
    Path dataset = stacks();

    EvaluationResult result = outline(dataset);

    assertEquals(1, result.images());
    // Bright up to columns 16, 24 and 0 of the third sequence; true up to 16, 16 and nothing.
    assertEquals(2 * 32.0 / (32 + 40), result.diceMean(), 1e-9);
    JsonNode metrics = new ObjectMapper().readTree(result.json());
    assertEquals("lgg_flair", metrics.path("layout").textValue());
    assertEquals("voxels", metrics.path("segmentation").path("hd95Unit").textValue());
    assertEquals(1, metrics.path("groups").path("site").path("XX").path("cases").intValue());
    assertTrue(result.warnings().getFirst().contains("voxel"));
  }

  @Test
  void run_namesTheStackThatCannotBeJudged() throws Exception {
    Path dataset = stacks();
    Files.createDirectories(dataset.resolve("TCGA_XX_2_20000101"));
    Files.writeString(dataset.resolve("TCGA_XX_2_20000101/001.png"), "no picture");
    Files.createDirectories(dataset.resolve("TCGA_XX_3_20000101"));
    slice(dataset.resolve("TCGA_XX_3_20000101"), "001", 16, 16);
    Files.writeString(
        dataset.resolve("index.csv"),
        "case,slice,mask_pixels\nTCGA_XX_3_20000101,1,1024\nTCGA_XX_3_20000101,2,0\n");

    EvaluationResult result = outline(dataset);

    assertEquals(1, result.images());
    assertEquals(
        List.of("TCGA_XX_2_20000101", "TCGA_XX_3_20000101"),
        result.refused().stream().map(Refusal::path).toList());
    assertTrue(result.refused().getLast().reason().contains("1 slices that index.csv names"));
  }

  @Test
  void list_takesASequenceForMissingOnlyWhereEverySliceIsACopy() throws Exception {
    Path dataset = stacks();
    Files.writeString(
        dataset.resolve("index.csv"),
        """
        case,slice,mask_pixels,pre_is_flair_copy,post_is_flair_copy
        TCGA_XX_1_20000101,1,0,1,1
        TCGA_XX_1_20000101,2,0,1,0
        TCGA_XX_1_20000101,10,0,1,1
        """);

    assertEquals(List.of("T1"), LggCases.list(dataset).getFirst().copied());
  }

  @Test
  void run_judgesVolumesPerLabelInMillimetres() throws Exception {
    Path dataset = Files.createDirectories(folder.resolve("volumes"));
    volume(dataset, "a", 20, 24, 18);
    volume(dataset, "b", 22, 20, 20);
    Files.writeString(
        dataset.resolve("dataset.json"),
        "{\"channel_names\": {\"0\": \"T1\"}, \"labels\": {\"background\": 0, \"Anterior\": 1, \"Posterior\": 2}}");
    Files.write(dataset.resolve("labels/c.nii.gz"), new byte[] {1, 2, 3});
    volume(dataset, "d", 20, 24, 18);
    Files.write(dataset.resolve("labels/d.nii.gz"), TestNifti.ofBytes(20, 24, 18, i -> i % 7));

    StoredModel model = VolumeModels.install("structures-tiny", folder.resolve("models"));
    EvaluationResult result =
        Evaluation.run(
            engine,
            EvaluatedModels.outlining(model),
            dataset,
            Evaluation.Choice.all(),
            folder.resolve("out"),
            Progress.NONE);

    assertEquals(2, result.images());
    assertEquals(List.of("c", "d"), result.refused().stream().map(Refusal::path).toList());
    JsonNode metrics = new ObjectMapper().readTree(result.json());
    assertEquals("hippocampus", metrics.path("layout").textValue(), "labels by their numbers");
    JsonNode segmentation = metrics.path("segmentation");
    assertEquals("mm", segmentation.path("hd95Unit").textValue());
    assertEquals(2, segmentation.path("byClass").size());
    assertEquals(5, Files.readAllLines(result.predictions()).size());
  }

  @Test
  void run_judgesRegionsOfSeveralSequencesByTheirNames() throws Exception {
    Path dataset = severalSequences("Whole_Tumour");
    Files.write(dataset.resolve("imagesTr/b_0001.nii.gz"), TestNifti.ofBytes(9, 9, 9, i -> i));
    StoredModel model = VolumeModels.install("brats-tiny", folder.resolve("models"));
    EvaluationResult result =
        Evaluation.run(
            engine,
            EvaluatedModels.outlining(model),
            dataset,
            Evaluation.Choice.all(),
            folder.resolve("out"),
            Progress.NONE);

    assertEquals(1, result.images());
    assertEquals(List.of("b"), result.refused().stream().map(Refusal::path).toList());
    assertTrue(
        result.refused().getFirst().reason().contains("do not lie on the image's grid"),
        result.refused().toString());
    JsonNode metrics = new ObjectMapper().readTree(result.json());
    assertEquals("nnunet", metrics.path("layout").textValue());
    JsonNode byClass = metrics.path("segmentation").path("byClass");
    assertEquals(3, byClass.size());
    List<String> rows = Files.readAllLines(result.predictions());
    assertEquals(List.of(600L, 400L, 200L), rows.stream().skip(1).map(LayoutsTest::truth).toList());
  }

  @Test
  void run_saysWhichStructureOfTheModelTheSetLacks() throws Exception {
    Path dataset = severalSequences("oedema");
    StoredModel model = VolumeModels.install("brats-tiny", folder.resolve("models"));
    ImagingException refused =
        assertThrows(
            ImagingException.class,
            () ->
                Evaluation.run(
                    engine,
                    EvaluatedModels.outlining(model),
                    dataset,
                    Evaluation.Choice.all(),
                    folder.resolve("out"),
                    Progress.NONE));
    assertTrue(
        assertThrows(ImagingException.class, () -> NnunetIndex.read(severalSequences("Ignore")))
            .getMessage()
            .contains("names an ignore label"));
    assertEquals(
        "The data set cannot be evaluated: the model outlines \"whole tumour\", of which the labels of"
            + " dataset.json say nothing (they name enhancing tumour, oedema, tumour core).",
        refused.getMessage());
  }

  private static long truth(String row) {
    return Long.parseLong(row.split(",")[5]);
  }

  /// Two cases of four sequences; 200 voxels of each of three numbers, of which regions are made.
  private Path severalSequences(String whole) throws IOException {
    Path dataset = folder.resolve("several");
    Files.createDirectories(dataset.resolve("imagesTr"));
    Files.createDirectories(dataset.resolve("labelsTr"));
    Files.writeString(
        dataset.resolve("dataset.json"),
        """
        {"channel_names": {"0": "t2f", "1": "T1n", "2": "T1ce", "3": "T2w"},
         "labels": {"background": 0, "%s": [1, 2, 3], "tumour core": [1, 3], "enhancing tumour": 3},
         "regions_class_order": [2, 1, 3], "numTraining": 2, "file_ending": ".nii.gz"}
        """
            .formatted(whole));
    for (String id : List.of("a", "b")) {
      for (int n = 0; n < 4; n++) {
        int channel = n;
        Files.write(
            dataset.resolve("imagesTr/%s_000%d.nii.gz".formatted(id, n)),
            TestNifti.ofBytes(30, 32, 20, at -> (at + 40 * channel) % 251));
      }
      Files.write(
          dataset.resolve("labelsTr/" + id + ".nii.gz"),
          TestNifti.ofBytes(30, 32, 20, at -> at < 600 ? at / 200 + 1 : 0));
    }
    return dataset;
  }

  private EvaluationResult outline(Path dataset) throws ImagingException {
    return Evaluation.run(
        engine,
        EvaluatedModels.outlining(TestModels.segmenter(folder.resolve("models/s"))),
        dataset,
        Evaluation.Choice.all(),
        folder.resolve("out"),
        Progress.NONE);
  }

  private Path stacks() throws IOException {
    Path dataset = folder.resolve("stacks");
    Path one = Files.createDirectories(dataset.resolve("TCGA_XX_1_20000101"));
    slice(one, "001", 16, 16);
    slice(one, "002", 24, 16);
    slice(one, "010", 0, 0);
    Files.delete(one.resolve("010_mask.png"));
    Files.writeString(
        dataset.resolve("patients.csv"), "case,site,gender\nTCGA_XX_1_20000101,XX,2\n");
    return dataset;
  }

  private static void slice(Path folder, String name, int brightTo, int trueTo) throws IOException {
    BufferedImage image = new BufferedImage(64, 192, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage mask = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_BINARY);
    for (int row = 0; row < 64; row++) {
      for (int column = 0; column < 64; column++) {
        image.getRaster().setSample(column, row, 0, 50);
        image.getRaster().setSample(column, 64 + row, 0, 100);
        image.getRaster().setSample(column, 128 + row, 0, column < brightTo ? 200 : 0);
        mask.getRaster().setSample(column, row, 0, column < trueTo ? 1 : 0);
      }
    }
    ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
    ImageIO.write(mask, "png", folder.resolve(name + "_mask.png").toFile());
  }

  private static void volume(Path dataset, String id, int i, int j, int k) throws IOException {
    Files.createDirectories(dataset.resolve("images"));
    Files.createDirectories(dataset.resolve("labels"));
    Files.write(
        dataset.resolve("images/" + id + ".nii.gz"), TestNifti.ofBytes(i, j, k, at -> at % 251));
    Files.write(
        dataset.resolve("labels/" + id + ".nii.gz"),
        TestNifti.ofBytes(i, j, k, at -> at % i < 5 ? 1 : at % i < 10 ? 2 : 0));
  }
}
