package health.cairn.ui.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.desk.MonitorReport;
import health.cairn.ledger.monitor.Alarm;
import health.cairn.ledger.monitor.Watch;
import health.cairn.ui.fake.FakeWorkstation;
import health.cairn.ui.fake.FakeWorkstation.Behaviour;
import health.cairn.ui.fake.QueuedScreen;
import health.cairn.ui.fake.SyntheticReport;
import health.cairn.ui.shell.Screen;
import health.cairn.ui.shell.ShellViewModel;
import health.cairn.ui.work.Tasks;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MonitorViewModelTest {
  private final QueuedScreen screen = new QueuedScreen();
  private final Tasks tasks = new Tasks(screen);
  private final AtomicInteger changes = new AtomicInteger();

  @AfterEach
  void stop() {
    tasks.close();
  }

  private MonitorViewModel model(FakeWorkstation workstation) {
    return new MonitorViewModel(workstation, tasks, changes::incrementAndGet);
  }

  @Test
  void verifyAll_saysWhenEverythingWasChecked() {
    MonitorViewModel model = model(new FakeWorkstation());
    assertEquals("Nothing has been checked yet.", model.sentenceProperty().get());
    model.verifyAll();
    assertTrue(model.jobProperty().get().isPresent());
    screen.until(() -> model.jobProperty().get().isEmpty());
    assertTrue(
        model.sentenceProperty().get().startsWith("Nothing is amiss: everything was checked on "),
        model.sentenceProperty().get());
    assertEquals(Watch.values().length, model.lines().size());
    assertEquals(1, changes.get());
  }

  @Test
  void refresh_countsWhatNeedsALookAndPutsTheGravestFirst() {
    FakeWorkstation workstation = new FakeWorkstation();
    workstation.found(SyntheticReport.troubled());
    MonitorViewModel model = model(workstation);
    model.refresh();
    screen.until(() -> !model.alarms().isEmpty());
    assertEquals("Three things need a look.", model.sentenceProperty().get());
    assertEquals(
        List.of(
            Alarm.Kind.RECORD_CHANGED,
            Alarm.Kind.ACCESS_WITHOUT_GRANT,
            Alarm.Kind.CHAIN_UNREACHABLE,
            Alarm.Kind.BREAK_GLASS),
        model.alarms().stream().map(Alarm::kind).toList());
  }

  @Test
  void sentence_isCarefulWhileTheJournalWasNotReadThrough() {
    MonitorReport quick =
        new MonitorReport(SyntheticReport.AT, null, List.of(Watch.State.never(Watch.JOURNAL)));
    assertTrue(MonitorViewModel.sentence(quick).startsWith("Nothing is amiss so far"));
  }

  @Test
  void verifyAll_keepsWhatWasFoundWhenItFails() {
    FakeWorkstation workstation =
        new FakeWorkstation(
            new Behaviour(
                14,
                100,
                0,
                Optional.of(new CairnException(CairnException.Kind.REFUSED, "No disk."))));
    workstation.found(SyntheticReport.troubled());
    MonitorViewModel model = model(workstation);
    model.refresh();
    screen.until(() -> !model.alarms().isEmpty());
    model.verifyAll();
    screen.until(() -> model.jobProperty().get().isEmpty());
    assertEquals("No disk.", model.problemProperty().get());
    assertEquals(4, model.alarms().size());
  }

  @Test
  void showMonitor_leadsThereFromTheStatusLineAndAProofLeadsAway() {
    FakeWorkstation workstation = new FakeWorkstation();
    workstation.found(SyntheticReport.troubled());
    ShellViewModel shell = new ShellViewModel(workstation, tasks);
    shell.refreshStatus();
    screen.until(() -> shell.statusProperty().get().isPresent());
    assertEquals(
        Optional.of("2 integrity alarms"), shell.statusProperty().get().orElseThrow().amiss());
    shell.showMonitor();
    assertEquals(Screen.PROOF, shell.screenProperty().get());
    assertTrue(shell.monitor().shownProperty().get());
    screen.until(() -> !shell.monitor().alarms().isEmpty());
    shell.prove("Observation/1");
    assertFalse(shell.monitor().shownProperty().get());
  }
}
