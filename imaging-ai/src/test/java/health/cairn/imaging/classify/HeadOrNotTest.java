package health.cairn.imaging.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.SeriesVolumes;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.evaluate.SharedData;
import health.cairn.imaging.fuse.Classifiers;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.segment.Segmentation;
import health.cairn.imaging.volume.Volume;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the shipped classifiers, joined and alone, say where nothing is outlined: of real heads and of
/// what is none.
@Tag("realdata")
class HeadOrNotTest {
  @TempDir static Path scratch;
  private static InferenceEngine engine;
  private static List<Member> members;

  @BeforeAll
  static void open() throws Exception {
    engine = InferenceEngine.start();
    members = Classifiers.of(engine, ModelCatalogue.open(List.of()));
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Test
  void classify_saysThatAPhantomIsNoHead() throws Exception {
    everyoneSaysNoHead(volumes("dicom/mr-vendors/philips-achieva-b0-enhanced").getFirst());
  }

  /// A field of 60 mm, and echoes of a phantom.
  @Test
  void classify_saysThatPartsAndArtefactsAreNoHead() throws Exception {
    everyoneSaysNoHead(volumes("dicom/mr-vendors/ge-genesis-t1-16slices").getFirst());
    everyoneSaysNoHead(volumes("dicom/mr-vendors/ge-signa-pioneer-dwi").getFirst());
  }

  /// NEMA's MR4 is a coronal knee.
  @Test
  void classify_saysThatAKneeIsNoHead() throws Exception {
    everyoneSaysNoHead(volumes("dicom/transfer-syntax/wg04/MR4_JLSL").getFirst());
  }

  @Test
  void classify_saysNoneOfAHeadWithoutATumour() throws Exception {
    Volume healthy = volumes("dicom/t1-3d-studyforrest.zip").getFirst();

    Classification joined = classify(members.getFirst(), healthy);

    assertEquals(Optional.of("none"), joined.decision(), joined.toString());
    assertTrue(joined.probabilities().get("none") > 0.5, joined.toString());
    for (Member member : members) {
      Classification answer = classify(member, healthy);
      assertTrue(
          answer.abstainedBecause().filter(Veto.NOT_A_HEAD.sentence()::equals).isEmpty(),
          answer.toString());
    }
  }

  private static void everyoneSaysNoHead(Volume volume) throws Exception {
    for (Member member : members) {
      Classification answer = classify(member, volume);
      assertEquals(
          Optional.of(Veto.NOT_A_HEAD.sentence()), answer.abstainedBecause(), answer.toString());
    }
  }

  private static Classification classify(Member member, Volume volume) throws Exception {
    int slices = volume.grid().slices();
    return new MemberClassifier(member)
        .classify(
            volume,
            new Segmentation(
                List.of(), slices, slices, new ModelRef("s", "1", "00", "x"), List.of()),
            Progress.NONE);
  }

  private static List<Volume> volumes(String shared) throws Exception {
    DicomReader reader = new DicomReader();
    List<Volume> volumes = new ArrayList<>();
    Path files = SharedData.require(shared);
    for (Study study : reader.read(List.of(files), scratch, Progress.NONE).studies()) {
      for (Series series : study.series()) {
        for (SeriesVolumes.Stack stack : reader.volumes(series, Progress.NONE).stacks()) {
          volumes.add(stack.volume());
        }
      }
    }
    return volumes;
  }
}
