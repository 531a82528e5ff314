package health.cairn.ui.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.desk.ModelOffer;
import health.cairn.app.desk.ModelOffer.Task;
import health.cairn.app.desk.ModelReturn;
import health.cairn.app.desk.ModelWish;
import health.cairn.ui.fake.FakeWorkstation;
import health.cairn.ui.fake.FakeWorkstation.Behaviour;
import health.cairn.ui.fake.QueuedScreen;
import health.cairn.ui.work.Tasks;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelChoiceModelTest {
  private final QueuedScreen screen = new QueuedScreen();
  private final Tasks tasks = new Tasks(screen);

  @AfterEach
  void stop() {
    tasks.close();
  }

  private ModelChoiceModel open(Behaviour behaviour) {
    return open(new FakeWorkstation(behaviour, 4));
  }

  private ModelChoiceModel open(FakeWorkstation desk) {
    ModelChoiceModel model = new ModelChoiceModel(desk, tasks);
    model.toggle();
    screen.until(() -> !model.offers().isEmpty() || !model.problemProperty().get().isEmpty());
    return model;
  }

  private static ModelOffer named(ModelChoiceModel model, String name) {
    return model.offers().stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void choose_namesAnotherModelForTheNextLookOnly() {
    ModelChoiceModel model = open(Behaviour.PLAIN);
    ModelOffer unet = named(model, "tumour-unet");
    assertEquals(ModelWish.NONE, model.wish());
    assertTrue(model.answers(named(model, "tumour-classifier")));
    model.choose(unet);
    assertEquals(new ModelWish(List.of("tumour-unet@0.1.0")), model.wish());
    assertFalse(model.answers(named(model, "tumour-classifier")));
    assertEquals("For this look: tumour-unet 0.1.0.", model.summaryProperty().get());
    model.reset();
    assertEquals(ModelWish.NONE, model.wish());
    assertEquals("", model.summaryProperty().get());
  }

  @Test
  void choose_takesTheChoiceBackWithTheModelThatServes() {
    ModelChoiceModel model = open(Behaviour.PLAIN);
    model.choose(named(model, "tumour-radiomics"));
    model.choose(named(model, "tumour-classifier"));
    assertEquals(ModelWish.NONE, model.wish());
  }

  @Test
  void choose_leavesOutAModelThatNobodyMayRun() {
    ModelChoiceModel model = open(Behaviour.PLAIN);
    model.choose(named(model, "flair-segmenter"));
    assertEquals(ModelWish.NONE, model.wish());
    assertTrue(model.nobodyDoes(Task.OUTLINE_FLAIR.words()));
    assertFalse(model.nobodyDoes(Task.CLASSIFY_T1C.words()));
  }

  @Test
  void goBack_isOfferedOnlyWhereSomethingWasSwitchedOn() {
    assertTrue(open(Behaviour.PLAIN).returns().isEmpty());
  }

  @Test
  void goBack_namesBothModelsAndWhatHappensAndThenHappens() {
    FakeWorkstation desk = new FakeWorkstation(Behaviour.PLAIN, 4);
    desk.switchOn(FakeWorkstation.SWITCHED_ON);
    ModelChoiceModel model = open(desk);
    ModelReturn back = model.returns().getFirst();
    String asked = ModelChoiceModel.question(back);
    assertTrue(asked.contains("tumour-unet 0.1.0 answers in place of tumour-classifier 0.1.0"));
    assertTrue(asked.contains("Findings that are here stay as they are."));
    assertTrue(asked.contains("signed with the home's key, and in the journal"));

    model.goBack(back, "");
    screen.until(() -> !model.outcomeProperty().get().isEmpty() && model.returns().isEmpty());
    assertEquals(
        "tumour-unet 0.1.0 answers from now on (ModelDecision/2, signed and in the journal).",
        model.outcomeProperty().get());

    model.goBack(back, "");
    screen.until(() -> !model.problemProperty().get().isEmpty());
    assertEquals(
        "Something else was decided on classify-t1c since; look again.",
        model.problemProperty().get());
  }

  @Test
  void question_saysWhenNobodyElseWouldAnswer() {
    ModelReturn back =
        new ModelReturn("ModelDecision/3", "classify-t1c", "a 1", "today", "joined 2", "joined 2");

    assertTrue(
        ModelChoiceModel.question(back)
            .startsWith("joined 2 goes on answering; the decision for a 1 is taken back."));
  }

  @Test
  void toggle_saysWhyThereIsNothingToChoose() {
    ModelChoiceModel model =
        open(
            new Behaviour(
                1,
                1,
                0,
                Optional.of(
                    new CairnException(CairnException.Kind.INTEGRITY, "A model was changed."))));
    assertEquals("A model was changed.", model.problemProperty().get());
    assertTrue(model.offers().isEmpty());
  }
}
