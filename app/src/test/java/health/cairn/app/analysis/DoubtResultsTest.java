package health.cairn.app.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.TinyStudy;
import health.cairn.app.analysis.Analysis.Doubt;
import health.cairn.app.analysis.Analysis.Origin;
import health.cairn.app.analysis.Analysis.Outlined;
import health.cairn.app.analysis.Analysis.Reading;
import health.cairn.app.analysis.Analysis.Tumour;
import health.cairn.app.desk.FindingView.Figure;
import health.cairn.app.report.ReportContent;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.measure.InPlaneDiameters;
import health.cairn.imaging.segment.Segmentation;
import health.cairn.imaging.segment.Segmentation.Lesion;
import health.cairn.imaging.uncertainty.DoubtMap;
import health.cairn.imaging.uncertainty.DoubtSlice;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Segment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an analysis says of doubt, in each of its results.
class DoubtResultsTest {
  private static final ModelRef MODEL = new ModelRef("outliner", "1.0.0", "0f", "X");

  @TempDir Path folder;

  /// No idea in the left half of every slice, sure in the right one.
  private record Half(Grid grid) implements DoubtMap {
    @Override
    public int networks() {
      return 2;
    }

    @Override
    public DoubtSlice slice(int slice) {
      double[] probability = new double[grid.voxelsPerSlice()];
      for (int i = 0; i < probability.length; i++) {
        probability[i] = i % grid.columns() < grid.columns() / 2 ? 0.5 : 0;
      }
      return new DoubtSlice(probability, new double[probability.length]);
    }
  }

  private Analysis analysis(OptionalDouble disagreement, List<Lesion> lesions) throws Exception {
    TinyStudy.write(folder.resolve("in"), "jane", 5);
    DicomReader reader = new DicomReader();
    Study study =
        reader.read(List.of(folder.resolve("in")), folder, Progress.NONE).studies().getFirst();
    Series series = study.series().getFirst();
    Reading reading =
        new Reading(series, reader.volumes(series, Progress.NONE).stacks().getFirst());
    Grid grid = reading.stack().volume().grid();
    BitSet bits = new BitSet();
    bits.set(grid.offset(3, 8, 1), grid.offset(9, 8, 1));
    bits.set(grid.offset(5, 8, 3));
    Mask mask = Mask.of(grid, bits);
    Segment tumour = new Segment("Tumour", new Segment.Code("108369006", "SCT", "Neoplasm"), mask);
    var found =
        new Segmentation.Found(
            tumour,
            lesions.size(),
            0.9,
            0.3,
            Optional.empty(),
            OptionalDouble.of(0.5),
            disagreement,
            lesions);
    Optional<DoubtMap> map = Optional.of(new Half(grid));
    return new Analysis(
        study,
        Map.of(SequenceRole.T1, reading),
        Optional.of(
            new Tumour(
                reading,
                new Segmentation(List.of(found), 5, 5, MODEL, List.of(), map),
                List.of(
                    new Outlined(
                        found,
                        new Origin(MODEL, reading, List.of()),
                        InPlaneDiameters.of(mask),
                        1)),
                List.of(new Doubt(MODEL, reading, map.get())))),
        Optional.empty(),
        List.of(),
        List.of(),
        new Timings(0, 0, 0, 0, 0, 0, 0));
  }

  private Analysis twoParts() throws Exception {
    return analysis(
        OptionalDouble.of(0.12345),
        List.of(
            new Lesion(2.5004, 0.95, 0.2, OptionalDouble.of(0.05), 1),
            new Lesion(0.4, 0.61, 0.88, OptionalDouble.of(0.31), 3)));
  }

  private static ResultJson json(Analysis analysis) {
    return ResultJson.of(
        analysis, List.of(), new ResultJson.AnchorPart("Prepared", null, null, null));
  }

  @Test
  void of_givesEachPartItsSizeAndDoubt() throws Exception {
    ResultJson.SegmentPart segment = json(twoParts()).segments().getFirst();

    assertEquals(0.3, segment.uncertainty());
    assertEquals(0.1235, segment.disagreement());
    assertEquals(
        List.of(
            new ResultJson.LesionPart(2.5, 0.95, 0.2, 0.05, 2),
            new ResultJson.LesionPart(0.4, 0.61, 0.88, 0.31, 4)),
        segment.parts());
  }

  @Test
  void of_knowsNoDisagreementWhereOneNetworkAnswered() throws Exception {
    Lesion alone = new Lesion(1, 0.9, 0.3, OptionalDouble.empty(), 1);
    Analysis analysis = analysis(OptionalDouble.empty(), List.of(alone));

    ResultJson.SegmentPart segment = json(analysis).segments().getFirst();

    assertNull(segment.disagreement());
    assertNull(segment.parts().getFirst().disagreement());
    ResultObjects.write(analysis, folder);
    assertTrue(!measurements().contains("mean-disagreement"));
  }

  @Test
  void writeOverlays_drawsTheMapWhereEachPartIsLargest() throws Exception {
    Path overlays = folder.resolve("overlays");

    KeyPictures.of(twoParts()).writeOverlays(overlays);

    try (Stream<Path> files = Files.list(overlays)) {
      assertEquals(
          List.of("key-t1-uncertainty.png", "t1-002-uncertainty.png", "t1-004-uncertainty.png"),
          files
              .map(f -> f.getFileName().toString())
              .filter(n -> n.contains("uncert"))
              .sorted()
              .toList());
    }
    var plain = ImageIO.read(overlays.resolve("key-t1.png").toFile());
    var veiled = ImageIO.read(overlays.resolve("key-t1-uncertainty.png").toFile());
    assertNotEquals(plain.getRGB(60, 100), veiled.getRGB(60, 100), "no idea on the left");
    assertEquals(plain.getRGB(450, 100), veiled.getRGB(450, 100), "sure on the right");
  }

  @Test
  void of_listsThePartsInTheReportBySize() throws Exception {
    Analysis analysis = twoParts();

    ReportContent report =
        ReportWords.of(analysis, KeyPictures.of(analysis), "proof", "proposed", LocalDateTime.MIN);

    List<Figure> parts =
        report.findings().getFirst().figures().stream()
            .filter(f -> f.label().startsWith("Part"))
            .toList();
    assertEquals(List.of("2.5 mL", "0.4 mL"), parts.stream().map(Figure::value).toList());
    assertEquals("Part 2, slice 4", parts.getLast().label());
    assertEquals("61 % probable, 88 % doubt, 31 % disagreement", parts.getLast().uncertainty());
    assertTrue(
        report.basis().stream().anyMatch(s -> s.startsWith("By size: 2.5 mL (slice 2;")),
        report.basis().toString());
  }

  @Test
  void write_measuresDisagreementInTheReportOfMeasurements() throws Exception {
    ResultObjects.write(twoParts(), folder);

    assertTrue(measurements().contains("mean-disagreement"));
  }

  private String measurements() throws Exception {
    return Files.readString(
        folder.resolve(ResultObjects.MEASUREMENTS), StandardCharsets.ISO_8859_1);
  }
}
