package health.cairn.ui.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.desk.ModelOffer;
import health.cairn.app.desk.ModelOffer.Task;
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
    ModelChoiceModel model = new ModelChoiceModel(new FakeWorkstation(behaviour, 4), tasks);
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
