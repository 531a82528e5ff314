package health.cairn.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.MeasurementReport.Assessment;
import health.cairn.imaging.dicom.MeasurementReport.Group;
import health.cairn.imaging.dicom.MeasurementReport.Measurement;
import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Laterality;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.Segment.Code;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Sequence;
import org.aoju.bus.image.galaxy.io.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasurementReportWriterTest {
  private static final SegAlgorithm ALGORITHM =
      new SegAlgorithm("hippocampus-segmenter", "1.0.0", "sha256=0f0f");
  private static final Code HIPPOCAMPUS = new Code("5366008", "SCT", "Hippocampus");
  private static final Code GLIOMA = new Code("393564001", "SCT", "Glioma");
  private static final Code MENINGIOMA = new Code("302820008", "SCT", "Intracranial meningioma");

  @TempDir Path folder;

  private record Written(WrittenObject segmentation, Path report, Attributes content) {}

  /// One organ, outlined and measured, and one judgement.
  private Written written() throws Exception {
    SyntheticSeries.write(folder.resolve("in"), "T1", SyntheticSeries.grid(16, 16, 5));
    ReadResult read = new DicomReader().read(List.of(folder.resolve("in")), folder, Progress.NONE);
    Series series = read.studies().getFirst().series().getFirst();
    var stack = new DicomReader().volumes(series, Progress.NONE).stacks().getFirst();
    Grid grid = stack.volume().grid();
    BitSet bits = new BitSet();
    bits.set(grid.offset(3, 3, 1), grid.offset(9, 3, 1));
    bits.set(grid.offset(3, 3, 2), grid.offset(9, 3, 2));
    Segment segment = new Segment("left hippocampus", HIPPOCAMPUS, Mask.of(grid, bits));
    Tracking tracking = Tracking.fresh(segment.label());
    WrittenObject seg =
        new SegWriter()
            .write(
                series,
                stack,
                List.of(
                    new SegWriter.Drawn(
                        segment,
                        ALGORITHM,
                        new SegmentMarks(
                            Optional.of(tracking),
                            Optional.of(Laterality.LEFT),
                            Optional.of(0x56B4E9)))),
                folder.resolve("segmentation.dcm"));
    Map<Code, Double> probabilities = new LinkedHashMap<>();
    probabilities.put(GLIOMA, 0.81);
    probabilities.put(MENINGIOMA, 0.19);
    MeasurementReport report =
        new MeasurementReport(
            List.of(series),
            List.of(
                new Group(
                    tracking,
                    seg,
                    1,
                    HIPPOCAMPUS,
                    Optional.of(HIPPOCAMPUS),
                    Optional.of(Laterality.LEFT),
                    ALGORITHM,
                    series.seriesInstanceUid(),
                    List.of(
                        new Measurement(
                            ReportCodes.VOLUME,
                            3.214,
                            ReportCodes.MILLILITRE,
                            Optional.of(ReportCodes.SUM_OF_VOXELS),
                            Optional.of(new Interval(2.714, 4.0))),
                        new Measurement(
                            ReportCodes.DISTANCE_TO_TUMOUR,
                            12.5,
                            ReportCodes.MILLIMETRE,
                            Optional.empty(),
                            Optional.empty())),
                    List.of("Placed by a reader."))),
            List.of(
                new Assessment(
                    Tracking.fresh("Tumour type"),
                    ReportCodes.ABNORMAL,
                    Optional.of(GLIOMA),
                    probabilities,
                    new SegAlgorithm("cheng-t1c-classifier", "1.0.0", "sha256=0a0a"),
                    List.of())));
    Path file = folder.resolve("measurements.dcm");
    new MeasurementReportWriter().write(report, file);
    return new Written(seg, file, read(file));
  }

  private static Attributes read(Path file) throws Exception {
    try (ImageInputStream in = new ImageInputStream(file.toFile())) {
      return in.readDataset(-1, -1);
    }
  }

  @Test
  void write_passesDciodvfyWhenSourceIsSynthetic() throws Exception {
    Written written = written();

    assertEquals(List.of(), Dciodvfy.errors(written.report()));
    assertEquals(List.of(), Dciodvfy.errors(written.segmentation().file()));
  }

  @Test
  void write_isReadByDcmtkWithNamesTheStandardKnows() throws Exception {
    Path tool = Path.of("/usr/bin/dsrdump");
    assumeTrue(Files.isExecutable(tool), "dsrdump (dcmtk) is not installed");
    Process process =
        new ProcessBuilder(tool.toString(), "+Pc", written().report().toString())
            .redirectErrorStream(true)
            .start();
    String dump = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, process.waitFor(), dump);
    for (String expected :
        List.of(
            "Comprehensive 3D SR Document",
            "(126000,DCM,\"Imaging Measurement Report\")",
            "(121007,DCM,\"Device\")",
            "(118565006,SCT,\"Volume\")",
            "\"3.214\" (ml,UCUM,\"milliliter\")",
            "(7771000,SCT,\"Left\")",
            "\"12.5\" (mm,UCUM",
            "(111003,DCM,\"Algorithm Version\")",
            "\"sha256=0f0f\"",
            "\"81\" (%,UCUM")) {
      assertTrue(dump.contains(expected), expected + " is not in\n" + dump);
    }
  }

  @Test
  void write_refersToTheSegmentByNumberAndTrackingWhenReadBack() throws Exception {
    Written written = written();
    Attributes segment =
        read(written.segmentation().file()).getSequence(Tag.SegmentSequence).getFirst();
    Attributes group = child(child(written.content(), "126010"), "125007");

    Attributes reference = child(group, "121191").getSequence(Tag.ReferencedSOPSequence).getFirst();

    assertEquals(
        written.segmentation().sopInstanceUid(), reference.getString(Tag.ReferencedSOPInstanceUID));
    assertEquals(1, reference.getInt(Tag.ReferencedSegmentNumber, 0));
    assertEquals(segment.getString(Tag.TrackingUID), child(group, "112040").getString(Tag.UID));
    assertEquals(
        segment.getString(Tag.TrackingID), child(group, "112039").getString(Tag.TextValue));
    assertEquals(3, segment.getInts(Tag.RecommendedDisplayCIELabValue).length);
    Attributes volume = child(group, "118565006");
    assertEquals(0.786, number(child(volume, "371886008")), 1e-9);
    assertEquals(0.5, number(child(volume, "371885007")), 1e-9);
  }

  @Test
  void write_namesAllItRefersToAsEvidence() throws Exception {
    Written written = written();

    Attributes study =
        written.content().getSequence(Tag.CurrentRequestedProcedureEvidenceSequence).getFirst();
    List<String> evidence =
        study.getSequence(Tag.ReferencedSeriesSequence).stream()
            .flatMap(series -> series.getSequence(Tag.ReferencedSOPSequence).stream())
            .map(one -> one.getString(Tag.ReferencedSOPInstanceUID))
            .toList();

    assertEquals(6, evidence.size());
    assertTrue(evidence.contains(written.segmentation().sopInstanceUid()));
    assertTrue(references(written.content()).allMatch(evidence::contains));
  }

  @Test
  void of_refusesAReportOnNoImages() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new MeasurementReport(List.of(), List.of(), List.of()));
  }

  @Test
  void of_givesTheLabOfWhiteBlackAndOrange() {
    assertEquals(0xFFFF, CieLab.of(0xFFFFFF)[0]);
    assertEquals(0, CieLab.of(0)[0]);
    // L* 53.2, a* 80.1, b* 67.2 under D65; 54.3, 80.8, 69.9 under D50.
    int[] red = CieLab.of(0xFF0000);
    assertEquals(54.3, red[0] * 100.0 / 0xFFFF, 0.1);
    assertEquals(80.8, red[1] * 255.0 / 0xFFFF - 128, 0.2);
    assertEquals(69.9, red[2] * 255.0 / 0xFFFF - 128, 0.2);
  }

  private static double number(Attributes item) {
    return item.getSequence(Tag.MeasuredValueSequence).getFirst().getDouble(Tag.NumericValue, 0);
  }

  private static Attributes child(Attributes parent, String code) {
    return parent.getSequence(Tag.ContentSequence).stream()
        .filter(
            item -> {
              Sequence name = item.getSequence(Tag.ConceptNameCodeSequence);
              return name != null && code.equals(name.getFirst().getString(Tag.CodeValue));
            })
        .findFirst()
        .orElseThrow();
  }

  private static Stream<String> references(Attributes item) {
    Sequence children = item.getSequence(Tag.ContentSequence);
    Sequence own = item.getSequence(Tag.ReferencedSOPSequence);
    return Stream.concat(
        own == null
            ? Stream.empty()
            : own.stream().map(one -> one.getString(Tag.ReferencedSOPInstanceUID)),
        children == null
            ? Stream.empty()
            : children.stream().flatMap(MeasurementReportWriterTest::references));
  }
}
