package health.cairn.ui.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.ModelHere;
import health.cairn.ui.fake.FakeWorkstation;
import health.cairn.ui.fake.QueuedScreen;
import health.cairn.ui.work.Tasks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShelfModelTest {
  private final QueuedScreen screen = new QueuedScreen();
  private final Tasks tasks = new Tasks(screen);
  private int changed;
  private final ShelfModel model = new ShelfModel(new FakeWorkstation(), tasks, () -> changed++);

  @TempDir Path folder;

  @BeforeEach
  void look() {
    model.refresh();
    screen.until(() -> !model.models().isEmpty());
  }

  @AfterEach
  void stop() {
    tasks.close();
  }

  private ModelHere named(String name) {
    return model.models().stream().filter(m -> m.key().startsWith(name)).findFirst().orElseThrow();
  }

  private boolean has(String name) {
    return model.models().stream().anyMatch(m -> m.key().startsWith(name));
  }

  @Test
  void add_needsTheLicenceToBeReadAndAnswersNothingYet() throws Exception {
    model.lookAt();
    assertTrue(model.problemProperty().get().startsWith("Choose"));
    model.pathProperty().set(folder.resolve("nowhere.json").toString());
    model.lookAt();
    screen.until(() -> model.problemProperty().get().contains("is not there"));
    screen.until(() -> !model.busyProperty().get());
    Path card = Files.writeString(folder.resolve("card.json"), "{}");
    model.pathProperty().set(card.toString());
    model.lookAt();
    screen.until(() -> model.foundProperty().get().isPresent());
    screen.until(() -> !model.busyProperty().get());
    assertFalse(model.foundProperty().get().get().text().isBlank());

    model.add();
    assertTrue(model.problemProperty().get().startsWith("Read the licence"));
    assertFalse(has("brought-model"));

    model.readProperty().set(true);
    model.pathProperty().set(folder.resolve("another.json").toString());
    assertEquals(Optional.empty(), model.foundProperty().get(), "another card was not read");
    model.add();
    assertFalse(model.busyProperty().get());
    model.pathProperty().set(card.toString());
    model.lookAt();
    screen.until(() -> model.foundProperty().get().isPresent());
    screen.until(() -> !model.busyProperty().get());

    model.readProperty().set(true);
    model.add();
    screen.until(() -> has("brought-model"));
    assertFalse(named("brought-model").answers());
    assertEquals(Optional.empty(), model.foundProperty().get());
    assertFalse(model.readProperty().get(), "the next licence is read anew");
    assertEquals("", model.pathProperty().get());
    assertEquals(1, changed);
  }

  @Test
  void letAnswer_asksForAReasonWhereNothingWasTried() throws Exception {
    model.accept(named("flair-segmenter"));
    screen.until(() -> named("flair-segmenter").canAnswer());
    screen.until(() -> !model.busyProperty().get());
    ModelHere flair = named("flair-segmenter");

    model.ask(flair);
    model.letAnswer();
    assertTrue(model.questionProblemProperty().get().contains("has passed no trial here"));
    assertFalse(named("flair-segmenter").answers());

    model.withoutTrialProperty().set("compared by hand on 12 of our cases");
    model.letAnswer();
    screen.until(() -> named("flair-segmenter").answers());
    assertEquals(Optional.empty(), model.askedProperty().get());
    assertTrue(model.outcomeProperty().get().contains("answers here from now on"));
  }

  @Test
  void letAnswer_takesAShippedModelWithoutMore() {
    ModelHere unet = named("tumour-unet");
    assertFalse(unet.untried());
    model.ask(unet);
    model.letAnswer();
    screen.until(() -> named("tumour-unet").answers());
    assertFalse(named("tumour-classifier").answers());
    assertEquals(1, changed);
  }

  @Test
  void leave_decidesNothing() {
    model.ask(named("tumour-unet"));
    model.leave();
    model.letAnswer();
    assertFalse(model.busyProperty().get());
    assertFalse(named("tumour-unet").answers());
  }
}
