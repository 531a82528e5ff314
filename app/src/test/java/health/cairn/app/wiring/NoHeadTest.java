package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.TinyStudy;
import health.cairn.app.analysis.Analysis;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.ModelWish;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Veto;
import health.cairn.imaging.dicom.SequenceRole;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A study that a reader calls T1 after contrast agent, of noise two centimetres wide.
class NoHeadTest {
  @TempDir Path folder;
  private DemoHome home;
  private Desk desk;
  private String study;

  @BeforeEach
  void importNoise() throws Exception {
    home = DemoHome.create("reader");
    desk = home.desk();
    desk.importFrom(TinyStudy.write(folder, "noise", 6), Progress.NONE);
    study = desk.worklist().getFirst().study().orElseThrow().studyInstanceUid();
  }

  @AfterEach
  void close() {
    home.close();
  }

  @Test
  void analyze_proposesNoTypeAndSaysThatItIsNoHead() throws Exception {
    callItContrast();
    Analysis analysis = desk.analysis(study, Progress.NONE);

    assertEquals(
        Optional.of(Veto.NOT_A_HEAD.sentence()),
        analysis.classification().orElseThrow().abstainedBecause());
    FindingView type = desk.findings(study).getLast();
    assertEquals("Tumour type: undecided", type.title());
    assertEquals(Optional.of(Veto.NOT_A_HEAD.sentence()), type.undecidedBecause());
    assertEquals(FindingView.Status.PROPOSED, type.status());
    FindingView corrected = desk.correctType(type.findingId(), "none", "a phantom").finding();
    assertEquals("Tumour type: none", corrected.title());
    assertEquals(Optional.empty(), corrected.undecidedBecause());
  }

  /// A network that knows three tumours and nothing else is no way around that.
  @Test
  void analyze_saysSoByEachModelAlone() throws Exception {
    callItContrast();
    for (String alone : List.of("cheng-t1c-classifier", "cheng-t1c-radiomics")) {
      desk.analyze(study, new ModelWish(List.of(alone)), Progress.NONE);
      List<FindingView> proposed =
          desk.findings(study).stream()
              .filter(f -> f.status() == FindingView.Status.PROPOSED)
              .toList();
      FindingView type =
          proposed.stream().filter(f -> f.type().isPresent()).findFirst().orElseThrow();
      assertTrue(type.author().startsWith(alone), type.author());
      assertEquals(Optional.of(Veto.NOT_A_HEAD.sentence()), type.undecidedBecause(), alone);
      for (FindingView finding : proposed) {
        desk.decide(finding.findingId(), false, "a phantom");
      }
    }
  }

  @Test
  void analyze_saysSoOfASeriesThatIsNotReadAsContrast() {
    CairnException refused =
        assertThrows(CairnException.class, () -> desk.analysis(study, Progress.NONE));

    assertTrue(refused.getMessage().contains(Veto.NOT_A_HEAD.sentence()), refused.getMessage());
  }

  private void callItContrast() throws Exception {
    String series = desk.open(study, Progress.NONE).series().getFirst().seriesInstanceUid();
    desk.overruleRole(series, SequenceRole.T1C);
  }
}
