package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.imaging.evaluate.Answerer.Origin;
import health.cairn.imaging.evaluate.leak.SliceList;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.inference.TestModels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model of two files: A was trained on folds 1, 2 and 3, B on 1, 2 and 4.
class AnswererTest {
  @TempDir Path folder;
  private StoredModel model;

  @BeforeEach
  void install() throws Exception {
    model = TestModels.segmenterOfTwoFiles(folder);
  }

  @Test
  void of_asksOnlyTheFileThatNeverSawTheFold() {
    assertEquals(List.of("tiny-segmenter-A.onnx"), files(4));
    assertEquals(List.of("tiny-segmenter-B.onnx"), files(3));
    assertEquals(Exposure.UNSEEN, of(4).exposure());
  }

  @Test
  void of_asksAllOfAPatientNobodyKnows() {
    Answerer<StoredModel> answerer = Answerer.of(model, List.of());

    assertEquals(2, answerer.model().weights().size());
    assertEquals(Exposure.UNSEEN, answerer.exposure());
  }

  @Test
  void of_saysSoWhenEveryFileSawThePatient() {
    assertEquals(Exposure.SEEN, of(1).exposure());
    assertEquals(2, of(1).model().weights().size());
    // One person whose examinations lie in folds 3 and 4.
    Answerer<StoredModel> both =
        Answerer.of(model, List.of(new Origin("cheng_t1ce", 3), new Origin("cheng_t1ce", 4)));
    assertEquals(Exposure.SEEN, both.exposure());
  }

  @Test
  void of_doesNotKnowWhenTheCardDoesNotSay() throws Exception {
    StoredModel silent = TestModels.segmenter(folder.resolve("silent"));

    assertEquals(
        Exposure.UNKNOWN, Answerer.of(silent, List.of(new Origin("cheng_t1ce", 4))).exposure());
  }

  @Test
  void origins_areTheFoldOfThePersonWhateverTheIndexSaysOfTheExamination() {
    Origins known = new Origins(SliceList.ofTraining(), false);
    Optional<Origin> fold5 = Optional.of(new Origin("cheng_t1ce", 5));

    List<Origin> origins = known.origins("MR024780E", fold5, Optional.empty());

    assertEquals(List.of(new Origin("cheng_t1ce", 2)), origins);
    assertEquals(Exposure.SEEN, Answerer.of(model, origins).exposure());
    assertEquals(List.of(fold5.get()), known.origins("new", fold5, Optional.empty()));
    assertEquals(List.of(), known.origins("new", Optional.empty(), Optional.empty()));
  }

  @Test
  void exposure_isUnseenForAFoldOfAnotherSet() {
    List<Origin> elsewhere = List.of(new Origin("site-1a2b3c4d", 1));

    assertEquals(Exposure.UNSEEN, Answerer.of(model, elsewhere).exposure());
  }

  private Answerer<StoredModel> of(int fold) {
    return Answerer.of(model, List.of(new Origin("cheng_t1ce", fold)));
  }

  private List<String> files(int fold) {
    return of(fold).model().weights().stream().map(w -> w.graph().file()).toList();
  }
}
