package health.cairn.ui.worklist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.WorklistRow;
import health.cairn.ui.fake.FakeWorkstation;
import health.cairn.ui.fake.FakeWorkstation.Behaviour;
import health.cairn.ui.fake.QueuedScreen;
import health.cairn.ui.work.Tasks;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilterTest {
  @Test
  void accepts_wantsEveryWordInAnyOrderAndCase() {
    Filter filter = Filter.of("  FLAIR jane ");
    assertTrue(filter.accepts("jane doe 4711 t1c flair"));
    assertTrue(!filter.accepts("jane doe 4711 t1c"));
    assertTrue(Filter.of(" ").accepts("anything"));
  }

  @Test
  void shown_findsOneLineInTenThousand() {
    QueuedScreen screen = new QueuedScreen();
    FakeWorkstation many = new FakeWorkstation(new Behaviour(10_000, 10, 0, Optional.empty()));
    WorklistViewModel model = new WorklistViewModel(many, new Tasks(screen));
    model.refresh();
    screen.until(() -> model.loadedProperty().get());
    assertEquals(10_000, model.rows().size());
    model.filterProperty().set("jane contrast 12 mar 1972");
    assertEquals(1, model.shown().size());
    assertEquals("1 of 10,000 lines", model.counted());
    model.filterProperty().set("to_decide_nothing");
    assertTrue(model.shown().isEmpty());
    model.filterProperty().set("");
    assertEquals(10_000, model.shown().stream().filter(WorklistRow.class::isInstance).count());
  }
}
