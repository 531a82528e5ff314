package health.cairn.ui.journey;

import health.cairn.app.desk.Workstation;
import health.cairn.ui.fake.FakeWorkstation;

class FakeJourneyTest extends WindowJourney {
  @Override
  Workstation workstation() {
    // Slow enough for a hand to reach the cancel button.
    return new FakeWorkstation(
        new FakeWorkstation.Behaviour(14, 500, 30, java.util.Optional.empty()), 2);
  }

  @Override
  void release() {}
}
