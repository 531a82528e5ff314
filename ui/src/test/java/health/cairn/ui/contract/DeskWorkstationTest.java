package health.cairn.ui.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.app.CairnException;
import health.cairn.app.access.Action;
import health.cairn.app.desk.Workstation;
import health.cairn.app.wiring.DemoHome;
import health.cairn.app.wiring.Desk;
import health.cairn.imaging.Progress;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The real workstation, over a home that holds the sample patient.
class DeskWorkstationTest extends WorkstationContract {
  private @Nullable DemoHome home;

  @Override
  Workstation create() throws Exception {
    DemoHome made = DemoHome.create("Dr Lee");
    home = made;
    var summary = made.desk().importFrom(List.of(made.samplePatient()), Progress.NONE);
    assertEquals(List.of(), summary.refused());
    return made.desk();
  }

  @Override
  long permits(String patientKey) throws CairnException {
    Desk desk = Objects.requireNonNull(home).desk();
    desk.audit(patientKey, 1); // this look leaves its own entry after it, once
    return desk.audit(patientKey, 10_000).stream()
        .filter(line -> Action.ofPermit(line.recordId()).isPresent())
        .count();
  }

  @Override
  void release() {
    if (home != null) {
      home.close();
    }
  }
}
