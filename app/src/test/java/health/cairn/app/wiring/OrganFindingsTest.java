package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import health.cairn.app.CairnException;
import health.cairn.app.desk.DrawnOutline;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.FindingView.Figure;
import health.cairn.app.desk.FindingView.Status;
import health.cairn.app.desk.KeptOutline;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.app.desk.OpenedStudy.ViewerSeries;
import health.cairn.app.desk.OrgansView;
import health.cairn.app.desk.ProofView;
import health.cairn.app.desk.StructuresWritten;
import health.cairn.app.desk.WorklistRow;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.SegReader;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Source;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.VoxelIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Hippocampi of a healthy volunteer (3-D T1, defaced, sagittal, 0.7 mm) as findings of a home, step after step, as the
/// window drives it. A reader draws a tumour where none is, so that there is a distance to measure, and reads the series
/// as T1 after contrast agent, so that models of tumours would look at it.
@Tag("realdata")
@Timeout(900)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OrganFindingsTest {
  private static final PatientPoint RIGHT = new PatientPoint(-25, -7, -16);
  private static final List<String> LABELS =
      List.of(
          "left anterior hippocampus",
          "left posterior hippocampus",
          "right anterior hippocampus",
          "right posterior hippocampus");

  private static @Nullable DemoHome home;
  private static Desk desk;
  private static String study = "";
  private static String patient = "";

  @TempDir Path directory;

  @BeforeAll
  static void open() throws Exception {
    Optional<Path> head = sharedHead();
    assumeTrue(head.isPresent(), "shared/data/dicom/t1-3d-studyforrest.zip is not here");
    home = DemoHome.create("Dr Lee");
    desk = home.desk();
    desk.importFrom(List.of(head.get()), Progress.NONE);
    WorklistRow row = desk.worklist().getFirst();
    study = row.study().orElseThrow().studyInstanceUid();
    patient = row.patient().patientKey();
  }

  private static Optional<Path> sharedHead() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null) {
      Path file = at.resolve("shared/data/dicom/t1-3d-studyforrest.zip");
      if (Files.exists(file)) {
        return Optional.of(file);
      }
      at = at.getParent();
    }
    return Optional.empty();
  }

  @AfterAll
  static void close() {
    if (home != null) {
      home.close();
    }
  }

  @Test
  @Order(1)
  void organs_becomeProposalsOfTheirModelThatAreThereWhenTheStudyIsOpenedAgain() throws Exception {
    ViewerSeries series = opened().series().getFirst();
    desk.overruleRole(series.seriesInstanceUid(), SequenceRole.T1C);
    drawTumour(opened().series().getFirst());
    long results = results();

    OrgansView found = desk.organs(opened(), List.of(), Progress.NONE);

    assertEquals(LABELS, organs().stream().map(FindingView::title).sorted().toList());
    assertEquals(desk.findings(study), found.findings());
    assertTrue(found.notes().stream().anyMatch(n -> n.contains("after contrast agent")));
    for (FindingView organ : organs()) {
      assertEquals(Status.PROPOSED, organ.status());
      assertTrue(organ.author().startsWith("hippocampus-segmenter "), organ.author());
      assertTrue(organ.modelSha256().orElseThrow().matches("[0-9a-f]{64}"));
      assertEquals(series.seriesInstanceUid(), organ.keySlice().orElseThrow().seriesInstanceUid());
      double ml = number(figure(organ, "Volume"));
      assertTrue(ml > 0.5 && ml < 3, organ.title() + ", mL: " + ml);
      assertFalse(figure(organ, "Uncertainty").value().isEmpty());
      assertTrue(
          organ.why().stream().anyMatch(w -> w.contains("as a whole") && w.contains("(95 %)")),
          organ.why().toString());
      ProofView proof = desk.proof(patient, organ.recordId());
      assertTrue(proof.intact(), proof.sentence());
    }
    // The outlines and the report on them.
    assertEquals(results + 2, results());
    assertEquals(LABELS, labels(opened().segments()));
  }

  /// The tumour was drawn before the left hippocampus.
  @Test
  @Order(2)
  void organs_sayHowFarTheyLieFromTheTumour() throws Exception {
    double left = number(figure(organ("left anterior hippocampus"), "Distance to the tumour"));
    double behind = number(figure(organ("left posterior hippocampus"), "Distance to the tumour"));
    double right = number(figure(organ("right anterior hippocampus"), "Distance to the tumour"));
    assertTrue(left > 5 && left < 60, "mm: " + left);
    assertTrue(behind > left && right > left, behind + " and " + right + " over " + left);
  }

  @Test
  @Order(3)
  void organs_areNotProposedTwice() throws Exception {
    OpenedStudy opened = opened();
    long before = desk.status().journalEntries();
    for (List<PatientPoint> points : List.of(List.<PatientPoint>of(), List.of(RIGHT))) {
      CairnException refused =
          assertThrows(CairnException.class, () -> desk.organs(opened, points, Progress.NONE));
      assertEquals(CairnException.Kind.REFUSED, refused.kind());
      assertTrue(refused.getMessage().contains("among the findings"), refused.getMessage());
    }
    assertEquals(4, organs().size());
    assertEquals(before, desk.status().journalEntries() - looks(before));
  }

  /// Entries since then that only say that somebody looked.
  private static long looks(long before) throws Exception {
    return desk.latestProofs(patient, (int) (desk.status().journalEntries() - before)).stream()
        .filter(ProofView::look)
        .count();
  }

  @Test
  @Order(4)
  void organs_bringBackOnlyWhatWasRejected() throws Exception {
    desk.decide(organ("left anterior hippocampus").findingId(), true, "");
    desk.decide(organ("right posterior hippocampus").findingId(), false, "reaches too far back");

    OrgansView found = desk.organs(opened(), List.of(RIGHT), Progress.NONE);

    assertEquals(
        List.of("right posterior hippocampus"),
        proposed(f -> f.title().equals("right posterior hippocampus")).stream()
            .map(FindingView::title)
            .toList());
    assertTrue(
        found
            .notes()
            .contains("The right anterior hippocampus is a finding already and stays as it is."),
        found.notes().toString());
    assertEquals(5, organs().size());
  }

  @Test
  @Order(5)
  void keepOutline_amendsAnOrganAndMakesNoExampleOfIt() throws Exception {
    desk.agreeToLearning(patient, true);
    FindingView before = organ("left posterior hippocampus");
    SegmentView outline =
        opened().segments().stream()
            .filter(s -> s.findingId().equals(before.findingId()))
            .findFirst()
            .orElseThrow();
    BitSet less = outline.segment().mask().bits();
    less.clear(less.nextSetBit(0));

    KeptOutline kept =
        desk.keepOutline(
            new DrawnOutline(
                study,
                outline.seriesInstanceUid(),
                Optional.of(before.findingId()),
                new Segment(
                    outline.segment().label(),
                    outline.segment().code(),
                    Mask.of(outline.segment().mask().grid(), less)),
                Optional.empty(),
                "smoothed"),
            Progress.NONE);

    assertEquals(Status.AMENDED, kept.finding().status());
    assertEquals(
        List.of("Volume", "Uncertainty"),
        kept.finding().figures().stream().map(Figure::label).toList());
    assertTrue(kept.example().contains("organ"), kept.example());
    assertEquals(0, desk.agreeToLearning(patient, false), "no example to destroy");
  }

  @Test
  @Order(6)
  void writeReport_namesThemAsOrgansAndNotAsLesions() throws Exception {
    Path report = directory.resolve("report.pdf");
    desk.writeReport(study, report);
    try (var pdf = org.apache.pdfbox.Loader.loadPDF(report.toFile())) {
      assertEquals(1, pdf.getNumberOfPages());
      String text = new org.apache.pdfbox.text.PDFTextStripper().getText(pdf);
      assertTrue(text.contains("Organs at risk"), text);
      assertTrue(
          text.lines()
              .anyMatch(
                  line ->
                      line.startsWith("left anterior hippocampus")
                          && line.contains("accepted")
                          && line.contains("mm to the tumour")),
          text);
      assertTrue(text.contains("no part of a tumour"), text);
    }
  }

  @Test
  @Order(7)
  void exportStructures_writesTheOrgansAsTheRecordHoldsThem() throws Exception {
    opened();
    StructuresWritten written = desk.exportStructures(study, directory);
    assertEquals(
        List.of("segmentation.dcm", "organs.dcm", "measurements.dcm", "structures.dcm"),
        written.files().stream().map(f -> f.getFileName().toString()).toList());
    var organs = new SegReader().read(Source.of(directory.resolve("organs.dcm")));
    assertEquals(LABELS, organs.segments().stream().map(Segment::label).sorted().toList());
    assertEquals(
        1,
        organs.drawnBy().stream()
            .filter(health.cairn.imaging.dicom.Segmentation.DrawnBy.PERSON::equals)
            .count());
  }

  /// Organs that wait for a decision concern nobody who looks for a tumour.
  @Test
  @Order(8)
  void analyze_isNotHeldUpByOrgansThatWait() throws Exception {
    assertFalse(proposed(FindingView::organ).isEmpty());

    desk.analyze(study, Progress.NONE);

    assertTrue(desk.findings(study).stream().anyMatch(f -> f.title().startsWith("Tumour type")));
    assertFalse(proposed(FindingView::organ).isEmpty());
  }

  private static OpenedStudy opened() throws CairnException {
    return desk.open(study, Progress.NONE);
  }

  /// A cube of 10 mm, 50 mm in front of the left hippocampus.
  private static void drawTumour(ViewerSeries series) throws CairnException {
    Grid grid = series.volume().grid();
    BitSet bits = new BitSet();
    for (double x = 20; x < 30; x += 0.5) {
      for (double y = -58; y < -48; y += 0.5) {
        for (double z = -22; z < -12; z += 0.5) {
          VoxelIndex at = grid.affine().toVoxel(new PatientPoint(x, y, z));
          bits.set(
              grid.offset(
                  (int) Math.round(at.column()),
                  (int) Math.round(at.row()),
                  (int) Math.round(at.slice())));
        }
      }
    }
    desk.keepOutline(
        new DrawnOutline(
            study,
            series.seriesInstanceUid(),
            Optional.empty(),
            new Segment(
                "Tumour", new Segment.Code("108369006", "SCT", "Neoplasm"), Mask.of(grid, bits)),
            Optional.empty(),
            ""),
        Progress.NONE);
  }

  private static List<FindingView> organs() throws CairnException {
    return desk.findings(study).stream().filter(FindingView::organ).toList();
  }

  private static List<FindingView> proposed(Predicate<FindingView> which) throws CairnException {
    return desk.findings(study).stream()
        .filter(f -> f.status() == Status.PROPOSED)
        .filter(which)
        .toList();
  }

  private static FindingView organ(String title) throws CairnException {
    return organs().stream().filter(f -> f.title().equals(title)).findFirst().orElseThrow();
  }

  private static List<String> labels(List<SegmentView> outlines) {
    return outlines.stream()
        .map(s -> s.segment())
        .filter(s -> !s.code().disease())
        .map(Segment::label)
        .sorted()
        .toList();
  }

  private static long results() throws CairnException {
    return desk.latestProofs(patient, 10_000).stream()
        .filter(p -> p.event().equals("result produced"))
        .count();
  }

  private static Figure figure(FindingView finding, String label) {
    return finding.figures().stream()
        .filter(f -> f.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError(finding.figures().toString()));
  }

  private static double number(Figure figure) {
    return Double.parseDouble(figure.value().substring(0, figure.value().indexOf(' ')));
  }
}
