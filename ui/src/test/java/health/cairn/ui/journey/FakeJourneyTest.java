package health.cairn.ui.journey;

import health.cairn.app.desk.Workstation;
import health.cairn.ui.fake.FakeWorkstation;

class FakeJourneyTest extends WindowJourney {
  // Slow enough for a hand to reach the cancel button.
  private final FakeWorkstation fake =
      new FakeWorkstation(
          new FakeWorkstation.Behaviour(14, 500, 30, java.util.Optional.empty()), 2);

  @Override
  Workstation workstation() {
    return fake;
  }

  @Override
  void switchOnAnotherClassifier() {
    fake.switchOn(FakeWorkstation.SWITCHED_ON);
  }

  @Override
  void release() {}
}
