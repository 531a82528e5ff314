package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.ModelCare;
import health.cairn.app.desk.ModelHere;
import health.cairn.app.desk.ModelTerms;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.imaging.Progress;
import health.cairn.imaging.volume.Mask;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// The pack that outlines whole tumours comes into a home and answers there, as the window does it.
class CareDeskTest {
  private static final Path PACK = Path.of("../imaging-ai/packs/lgg-flair");
  private static final String NAME = "lgg-flair-segmenter";
  private static final String LICENCE = "CC-BY-NC-SA-4.0";

  private DemoHome home;
  private Desk desk;
  private ModelCare care;

  @BeforeEach
  void open() throws Exception {
    home = DemoHome.create("reader");
    desk = home.desk();
    care = desk.care();
  }

  @AfterEach
  void close() {
    home.close();
  }

  private ModelHere pack() throws CairnException {
    return care.here().stream().filter(h -> h.key().startsWith(NAME)).findFirst().orElseThrow();
  }

  private static Mask mask(List<SegmentView> outlines, String label) {
    return outlines.stream()
        .map(SegmentView::segment)
        .filter(segment -> segment.label().equals(label))
        .findFirst()
        .orElseThrow()
        .mask();
  }

  private static void refused(Executable deed) {
    assertEquals(CairnException.Kind.REFUSED, assertThrows(CairnException.class, deed).kind());
  }

  @Test
  void add_copiesNothingBeforeTheLicenceIsAcceptedByName() throws Exception {
    int before = care.here().size();
    ModelTerms terms = care.lookAt(PACK);
    assertEquals(LICENCE, terms.licence());
    assertTrue(terms.toAccept());
    assertFalse(terms.accepted());
    assertTrue(terms.text().contains("NonCommercial"), terms.text());
    assertFalse(terms.attribution().isBlank());

    refused(() -> care.add(PACK, ""));
    refused(() -> care.add(PACK, "CC-BY-4.0"));
    assertEquals(before, care.here().size());

    care.add(PACK, LICENCE);
    assertTrue(pack().terms().accepted());
    assertFalse(pack().answers());
    assertTrue(pack().untried());
    assertTrue(pack().canAnswer());
  }

  @Test
  void letAnswer_isASignedDecisionThatNeedsAReasonWithoutATrial() throws Exception {
    care.add(PACK, LICENCE);
    String key = pack().key();
    long before = desk.status().journalEntries();
    refused(() -> care.letAnswer(key, "we want it", " "));
    assertEquals(before, desk.status().journalEntries());

    care.letAnswer(key, "we want it", "compared by hand on 12 of our cases");

    assertEquals(before + 1, desk.status().journalEntries());
    assertTrue(pack().answers());
    assertFalse(pack().canAnswer());
    assertEquals(
        "compared by hand on 12 of our cases",
        desk.models().history().getLast().withoutAcceptance());
    refused(() -> care.letAnswer(key, "again", "again"));
  }

  /// Both outlines of one tumour, on one grid, the core within the whole.
  @Test
  void letAnswer_outlinesCoreAndWholeTumourTogether() throws Exception {
    care.add(PACK, LICENCE);
    care.letAnswer(pack().key(), "we want it", "compared by hand on 12 of our cases");
    desk.importFrom(List.of(home.samplePatient()), Progress.NONE);
    String study = desk.worklist().getFirst().study().orElseThrow().studyInstanceUid();

    desk.analyze(study, Progress.NONE);

    List<SegmentView> outlines = desk.open(study, Progress.NONE).segments();
    assertEquals(
        List.of("Enhancing core", "Whole tumour"),
        outlines.stream().map(o -> o.segment().label()).sorted().toList());
    Mask core = mask(outlines, "Enhancing core");
    Mask whole = mask(outlines, "Whole tumour");
    assertEquals(core.grid(), whole.grid());
    assertTrue(whole.count() > core.count(), whole.count() + " of " + core.count());
    for (int voxel = core.next(0); voxel >= 0; voxel = core.next(voxel + 1)) {
      assertEquals(voxel, whole.next(voxel), "the core is part of the whole");
    }
    List<String> authors =
        desk.findings(study).stream().map(FindingView::author).distinct().toList();
    assertTrue(authors.stream().anyMatch(author -> author.startsWith(NAME)), authors.toString());
  }

  @Test
  void letAnswer_takesWhatIsShippedWithoutACardOfItsOwn() throws Exception {
    ModelHere radiomics =
        care.here().stream()
            .filter(h -> h.key().startsWith("cheng-t1c-radiomics"))
            .findFirst()
            .orElseThrow();
    assertFalse(radiomics.answers());
    assertTrue(radiomics.canAnswer());
    assertFalse(radiomics.untried());

    care.letAnswer(radiomics.key(), "", "");

    assertTrue(care.here().stream().anyMatch(h -> h.key().equals(radiomics.key()) && h.answers()));
    assertEquals(
        1,
        care.here().stream().filter(h -> h.does().equals(radiomics.does()) && h.answers()).count());
  }

  @Test
  void here_namesWhatIsAskedForWithoutAChoice() throws Exception {
    ModelHere hippocampus =
        care.here().stream()
            .filter(h -> h.key().startsWith("hippocampus-segmenter"))
            .findFirst()
            .orElseThrow();
    assertTrue(hippocampus.answers());
    assertFalse(hippocampus.reached().isEmpty());
  }
}
