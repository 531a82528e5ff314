package health.cairn.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.access.AccessDecision;
import health.cairn.ui.fake.FakeWorkstation;
import health.cairn.ui.fake.FakeWorkstation.Behaviour;
import health.cairn.ui.fake.QueuedScreen;
import health.cairn.ui.work.Tasks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EmergencyModelTest {
  private final QueuedScreen screen = new QueuedScreen();
  private final Tasks tasks = new Tasks(screen);
  private final FakeWorkstation desk = new FakeWorkstation(Behaviour.PLAIN, 4);
  private final ShellViewModel shell = new ShellViewModel(desk, tasks);

  @AfterEach
  void stop() {
    tasks.close();
  }

  private void openFirst() {
    shell.start();
    screen.until(() -> shell.worklist().loadedProperty().get());
    shell.open(shell.worklist().rows().getFirst());
  }

  @Test
  void breakGlass_opensWhatWasRefusedWithTheReason() {
    desk.refuse(
        new AccessDecision.Deny("The patient refused the use of their data for care", true));
    openFirst();
    screen.until(() -> shell.emergency().refusedProperty().get().isPresent());
    assertEquals(Screen.WORKLIST, shell.screenProperty().get());

    shell.emergency().breakGlass("unconscious after a fall");

    screen.until(() -> shell.screenProperty().get() == Screen.VIEWER);
    assertTrue(shell.emergency().refusedProperty().get().isEmpty());
    assertTrue(desk.emergencies().getFirst().endsWith(": unconscious after a fall"));
  }

  @Test
  void watched_offersNothingWhereNoEmergencyHelps() {
    desk.refuse(new AccessDecision.Deny("IT staff may not look at the pictures here", false));
    openFirst();
    screen.until(() -> !shell.noticeProperty().get().isEmpty());

    assertTrue(shell.emergency().refusedProperty().get().isEmpty());
    assertEquals("IT staff may not look at the pictures here.", shell.noticeProperty().get());
  }

  @Test
  void dismiss_leavesItClosed() {
    desk.refuse(
        new AccessDecision.Deny("The patient refused the use of their data for care", true));
    openFirst();
    screen.until(() -> shell.emergency().refusedProperty().get().isPresent());

    shell.emergency().dismiss();

    assertTrue(shell.emergency().refusedProperty().get().isEmpty());
    assertTrue(desk.emergencies().isEmpty());
    assertEquals(Screen.WORKLIST, shell.screenProperty().get());
  }

  /// The consent ends while the study is on screen.
  @Test
  void askAgain_putsAwayWhatMayNotBeShownAnyMore() {
    openFirst();
    screen.until(() -> shell.screenProperty().get() == Screen.VIEWER);
    desk.refuse(new AccessDecision.Deny("On the ledger this consent has ended", true));
    shell.askAgain();

    screen.until(() -> shell.screenProperty().get() == Screen.WORKLIST);
    assertTrue(shell.viewer().studyProperty().get().isEmpty());
    assertTrue(shell.patientProperty().get().isEmpty());
    assertTrue(
        shell.noticeProperty().get().startsWith("On the ledger this consent has ended"),
        shell.noticeProperty().get());
    screen.until(() -> shell.emergency().refusedProperty().get().isPresent());
  }
}
