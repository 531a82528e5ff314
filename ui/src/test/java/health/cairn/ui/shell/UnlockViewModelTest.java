package health.cairn.ui.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.Workstation;
import health.cairn.ui.fake.FakeGate;
import health.cairn.ui.fake.QueuedScreen;
import health.cairn.ui.work.Tasks;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnlockViewModelTest {
  private static final String RIGHT = "three stones on a hill";

  private final QueuedScreen screen = new QueuedScreen();
  private final List<Workstation> opened = new ArrayList<>();
  private FakeGate gate = FakeGate.of(RIGHT);

  private UnlockViewModel model() {
    return new UnlockViewModel(gate, new Tasks(screen), opened::add);
  }

  @Test
  void unlock_opensAndWipesThePassphrase() {
    UnlockViewModel model = model();
    model.unlock(RIGHT);
    screen.until(() -> !opened.isEmpty());
    assertArrayEquals(new char[RIGHT.length()], gate.last());
  }

  @Test
  void unlock_saysSoWhenThePassphraseIsWrong() {
    UnlockViewModel model = model();
    model.unlock("guess");
    screen.until(() -> !model.busyProperty().get());
    assertEquals("That is not the passphrase.", model.problemProperty().get());
    assertTrue(opened.isEmpty());
    assertArrayEquals(new char[5], gate.last());
  }

  @Test
  void unlock_asksForTheAccountWherePeopleHaveTheirOwnPassphrases() {
    gate.withAccounts();
    UnlockViewModel model = model();
    assertTrue(model.asksWho());
    model.unlock(" ", RIGHT);
    assertEquals("Give the name of your account.", model.problemProperty().get());
    assertTrue(opened.isEmpty());
    model.unlock(" lee ", RIGHT);
    screen.until(() -> !opened.isEmpty());
    assertEquals("lee", gate.user());
  }

  @Test
  void create_refusesShortDifferingOrNameless() {
    gate = new FakeGate();
    UnlockViewModel model = model();
    assertTrue(model.creating());
    model.create(" ", RIGHT, RIGHT);
    assertTrue(model.problemProperty().get().contains("name"));
    model.create("Dr Lee", "short", "short");
    assertTrue(model.problemProperty().get().contains("12"));
    model.create("Dr Lee", RIGHT, RIGHT + "!");
    assertTrue(model.problemProperty().get().contains("differ"));
    assertFalse(model.busyProperty().get());
  }

  @Test
  void create_makesAHomeForThatUser() {
    gate = new FakeGate();
    model().create(" Dr Lee ", RIGHT, RIGHT);
    screen.until(() -> !opened.isEmpty());
    assertEquals("Dr Lee", gate.user());
  }
}
