package health.cairn.ui.journey;

import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.Workstation;
import health.cairn.app.wiring.DemoHome;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.StoredModel;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The journeys on the real program: a throw-away home, the sample patient, the shipped models. One
/// home serves all of them, because making one costs seconds; only the first journeys by name (the
/// analyses) need it untouched.
class SamplePatientJourneyTest extends WindowJourney {
  private static DemoHome home;

  @BeforeAll
  static void createHome() throws Exception {
    home = DemoHome.create("Dr Lee");
    var summary = home.desk().importFrom(List.of(home.samplePatient()), Progress.NONE);
    assertTrue(summary.refused().isEmpty(), () -> summary.refused().toString());
  }

  @AfterAll
  static void closeHome() {
    home.close();
  }

  @Override
  Workstation workstation() {
    return home.desk();
  }

  @Override
  void switchOnAnotherClassifier() throws Exception {
    StoredModel other =
        home.desk().secondReader().catalogue().models().stream()
            .filter(m -> m.card().name().equals("cheng-t1c-vgg16"))
            .findFirst()
            .orElseThrow();
    home.desk().models().activate(other, "", "", List.of());
  }

  @Override
  void release() {}

  @Override
  long patienceSeconds() {
    return 180;
  }
}
