package health.cairn.app.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import health.cairn.app.TinyStudy;
import health.cairn.app.analysis.Analysis.Organ;
import health.cairn.app.analysis.Analysis.OrganPart;
import health.cairn.app.analysis.Analysis.Origin;
import health.cairn.app.analysis.Analysis.Outlined;
import health.cairn.app.analysis.Analysis.Reading;
import health.cairn.app.analysis.Analysis.Tumour;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.FindingView.Status;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.app.desk.StructuresWritten;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.ReadResult;
import health.cairn.imaging.dicom.ReportCodes;
import health.cairn.imaging.dicom.SegReader;
import health.cairn.imaging.dicom.Segmentation.DrawnBy;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.Source;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.measure.InPlaneDiameters;
import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.measure.SurfaceDistance;
import health.cairn.imaging.segment.Segmentation;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Laterality;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Segment;
import health.cairn.ledger.AnchorState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultObjectsTest {
  private static final ModelRef MODEL = new ModelRef("hippocampus-segmenter", "1.0.0", "0f", "X");
  private static final Segment.Code HIPPOCAMPUS = new Segment.Code("5366008", "SCT", "Hippocampus");

  @TempDir Path folder;

  /// A tumour and one organ on the same small series.
  private Analysis analysis() throws Exception {
    TinyStudy.write(folder.resolve("in"), "jane", 5);
    ReadResult read = new DicomReader().read(List.of(folder.resolve("in")), folder, Progress.NONE);
    Study study = read.studies().getFirst();
    Series series = study.series().getFirst();
    Reading reading =
        new Reading(series, new DicomReader().volumes(series, Progress.NONE).stacks().getFirst());
    Grid grid = reading.stack().volume().grid();
    Segment tumour =
        new Segment(
            "Tumour", new Segment.Code("108369006", "SCT", "Neoplasm"), box(grid, 1, 4, 1, 3));
    Segment front = new Segment("left anterior hippocampus", HIPPOCAMPUS, box(grid, 7, 9, 1, 3));
    Segment back = new Segment("left posterior hippocampus", HIPPOCAMPUS, box(grid, 9, 11, 1, 3));
    var found =
        new Segmentation.Found(
            tumour,
            1,
            0.9,
            0.1,
            Optional.empty(),
            OptionalDouble.of(0.3125),
            OptionalDouble.empty(),
            List.of());
    OptionalDouble distance = SurfaceDistance.mm(tumour.mask(), front.mask());
    return new Analysis(
        study,
        Map.of(SequenceRole.T1, reading),
        Optional.of(
            new Tumour(
                reading,
                new Segmentation(List.of(found), 5, 5, MODEL, List.of()),
                List.of(
                    new Outlined(
                        found,
                        new Origin(MODEL, reading, List.of()),
                        InPlaneDiameters.of(tumour.mask()),
                        1)),
                List.of())),
        Optional.empty(),
        List.of(),
        List.of(
            new Organ(
                "left hippocampus",
                Laterality.LEFT,
                List.of(
                    new OrganPart(front, 0.2, Optional.of(0x56B4E9), distance),
                    new OrganPart(back, 0.2, Optional.of(0x0072B2), OptionalDouble.empty())),
                3.1,
                Optional.empty(),
                new Interval(3.0, 3.2),
                0.4,
                7,
                0.95,
                distance,
                MODEL,
                reading,
                List.of())),
        List.of(),
        List.of(),
        new Timings(0, 0, 0, 0, 0, 0, 0));
  }

  private static Mask box(Grid grid, int from, int to, int firstSlice, int slices) {
    BitSet bits = new BitSet();
    for (int slice = firstSlice; slice < firstSlice + slices; slice++) {
      for (int row = 2; row < 8; row++) {
        bits.set(grid.offset(from, row, slice), grid.offset(to, row, slice));
      }
    }
    return Mask.of(grid, bits);
  }

  @Test
  void write_putsOrgansAndTumourIntoObjectsOfTheStudy() throws Exception {
    Analysis analysis = analysis();

    ResultObjects objects = ResultObjects.write(analysis, folder);
    Analysis planned = PlanningStructures.write(analysis, folder);

    assertEquals(3, objects.all().size());
    assertEquals(List.of(), planned.warnings());
    List<Segment> organs =
        new SegReader().read(Source.of(folder.resolve(ResultObjects.ORGANS))).segments();
    assertEquals(
        List.of("left anterior hippocampus", "left posterior hippocampus"),
        organs.stream().map(Segment::label).toList());
    assertEquals(
        analysis.organs().getFirst().parts().getFirst().segment().mask().count(),
        organs.getFirst().mask().count());
    ReadResult written =
        new DicomReader()
            .read(
                List.of(
                    folder.resolve(ResultObjects.MEASUREMENTS),
                    folder.resolve(PlanningStructures.NAME)),
                folder,
                Progress.NONE);
    assertEquals(List.of(), written.refused());
    assertEquals(
        analysis.study().studyInstanceUid(), written.studies().getFirst().studyInstanceUid());
    assertEquals(
        List.of("SR", "RTSTRUCT"),
        written.studies().getFirst().series().stream().map(Series::modality).toList());
    String structures =
        Files.readString(folder.resolve(PlanningStructures.NAME), StandardCharsets.ISO_8859_1);
    for (String name : List.of("Hippocampus_L", "left posterior hippocampus", "Tumour", "GTV")) {
      assertTrue(structures.contains(name), name);
    }
  }

  /// As the window exports them: nothing but what the records hold.
  @Test
  void writeStructures_measuresTheOrgansAsTheyAreOutlinedNow() throws Exception {
    StructuresWritten written = kept(Status.PROPOSED);

    assertEquals(
        List.of(
            ResultObjects.SEGMENTATION,
            ResultObjects.ORGANS,
            ResultObjects.MEASUREMENTS,
            PlanningStructures.NAME),
        written.files().stream().map(f -> f.getFileName().toString()).toList());
    assertEquals(List.of(), written.notes());
    Path report = folder.resolve(ResultObjects.MEASUREMENTS);
    String content = Files.readString(report, StandardCharsets.ISO_8859_1);
    for (String said :
        List.of(
            "left anterior hippocampus",
            "left posterior hippocampus",
            ReportCodes.VOLUME.meaning(),
            ReportCodes.DISTANCE_TO_TUMOUR.meaning())) {
      assertTrue(content.contains(said), said);
    }
    assertTrue(Pattern.compile("DS..3[ .]").matcher(content).find(), "3 mm to the tumour");
    assertEquals(List.of(), dicomErrors(report));
    assertEquals(List.of(), dicomErrors(folder.resolve(ResultObjects.ORGANS)));
    assertTrue(structures().contains("Hippocampus_L"));
  }

  @Test
  void writeStructures_callsNoRestOfAHippocampusByTheNameOfTheWhole() throws Exception {
    StructuresWritten written = kept(Status.REJECTED);

    assertEquals(
        List.of(
            "Hippocampus_L is not among the structures for planning: a part of it was rejected."),
        written.notes());
    assertEquals(
        List.of("left anterior hippocampus"),
        new SegReader()
            .read(Source.of(folder.resolve(ResultObjects.ORGANS))).segments().stream()
                .map(Segment::label)
                .toList());
    assertFalse(structures().contains("Hippocampus_L"));
    assertTrue(structures().contains("left anterior hippocampus"));
  }

  private String structures() throws Exception {
    return Files.readString(folder.resolve(PlanningStructures.NAME), StandardCharsets.ISO_8859_1);
  }

  /// A tumour and the two parts of a hippocampus.
  ///
  /// @param back what became of the posterior one
  private StructuresWritten kept(Status back) throws Exception {
    Analysis analysis = analysis();
    List<FindingView> findings =
        List.of(
            finding("tumour", Status.ACCEPTED, true),
            finding("front", Status.ACCEPTED, true, true),
            finding("back", back, true, true));
    List<Segment> parts =
        analysis.organs().getFirst().parts().stream().map(OrganPart::segment).toList();
    Segment tumour = analysis.tumour().orElseThrow().segments().getFirst();
    String series = analysis.tumour().orElseThrow().reading().series().seriesInstanceUid();
    return KeptStructures.write(
        keptOf(analysis, findings, List.of(new SegmentView(series, "tumour", tumour))),
        keptOf(
            analysis,
            findings,
            List.of(
                new SegmentView(series, "front", parts.getFirst()),
                new SegmentView(series, "back", parts.getLast()))),
        folder);
  }

  private static Optional<KeptOutlines> keptOf(
      Analysis analysis, List<FindingView> findings, List<SegmentView> outlines) throws Exception {
    return KeptOutlines.of(new DicomReader(), analysis.study(), outlines, findings, Progress.NONE);
  }

  @Test
  void writeStructures_givesTumoursAsThePeopleLeftThem() throws Exception {
    Analysis analysis = analysis();
    Analysis.Tumour tumour = analysis.tumour().orElseThrow();
    String series = tumour.reading().series().seriesInstanceUid();
    Grid grid = tumour.reading().stack().volume().grid();
    Segment.Code code = tumour.segments().getFirst().code();
    List<FindingView> findings =
        List.of(
            finding("a", Status.ACCEPTED, true),
            finding("b", Status.AMENDED, true),
            finding("c", Status.REJECTED, true),
            finding("d", Status.ACCEPTED, false));
    List<SegmentView> outlines =
        findings.stream()
            .map(
                f ->
                    new SegmentView(
                        series,
                        f.findingId(),
                        new Segment(f.findingId(), code, box(grid, 2, 6, 1, 2))))
            .toList();

    StructuresWritten written =
        KeptStructures.write(
            KeptOutlines.of(new DicomReader(), analysis.study(), outlines, findings, Progress.NONE),
            Optional.empty(),
            folder);

    assertEquals(
        List.of(ResultObjects.SEGMENTATION, PlanningStructures.NAME),
        written.files().stream().map(f -> f.getFileName().toString()).toList());
    assertEquals(List.of(), written.notes());
    for (Path file : written.files()) {
      assertEquals(List.of(), dicomErrors(file));
    }
    health.cairn.imaging.dicom.Segmentation read =
        new SegReader().read(Source.of(folder.resolve(ResultObjects.SEGMENTATION)));
    assertEquals(List.of("a", "b", "d"), read.segments().stream().map(Segment::label).toList());
    assertEquals(List.of(DrawnBy.PROGRAM, DrawnBy.PERSON, DrawnBy.PERSON), read.drawnBy());
    String structures =
        Files.readString(folder.resolve(PlanningStructures.NAME), StandardCharsets.ISO_8859_1);
    for (String said :
        List.of("AUTOMATIC", "SEMIAUTOMATIC", "MANUAL", "tumour-net 1.0, corrected by Dr Lee")) {
      assertTrue(structures.contains(said), said);
    }
  }

  private static FindingView finding(String id, Status status, boolean byModel) {
    return finding(id, status, byModel, false);
  }

  private static FindingView finding(String id, Status status, boolean byModel, boolean organ) {
    return new FindingView(
        id,
        "Observation/" + id,
        "Tumour",
        organ,
        Optional.empty(),
        List.of(),
        status,
        byModel ? "tumour-net 1.0" : "Dr Roe",
        byModel ? Optional.of("ab".repeat(32)) : Optional.empty(),
        Optional.of(byModel ? "Dr Lee" : "Dr Roe"),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        AnchorState.PREPARED);
  }

  private static List<String> dicomErrors(Path file) throws Exception {
    Path tool = Path.of("/usr/bin/dciodvfy");
    assumeTrue(Files.isExecutable(tool), "dciodvfy (dicom3tools) is not installed");
    Process process =
        new ProcessBuilder(tool.toString(), file.toString()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.lines().filter(l -> l.startsWith("Error")).toList();
  }

  @Test
  void of_saysHowFarAnOrganLiesFromTheTumourAndWhereThatWasCut() throws Exception {
    ResultJson result =
        ResultJson.of(
            analysis(), List.of(), new ResultJson.AnchorPart("Prepared", null, null, null));

    assertEquals(0.3125, result.segments().getFirst().cut());
    OrganResult organ = result.organs().getFirst();
    // Columns 1 to 3 and 7 to 8 of 1 mm: three voxels lie between.
    assertEquals(3.0, organ.distanceToTumourMm());
    assertEquals("left", organ.side());
    assertEquals("#0072B2", organ.parts().getLast().colour());
  }
}
