package health.cairn.ui.journey;

import health.cairn.app.desk.Workstation;
import health.cairn.ui.fake.FakeWorkstation;

class FakeJourneyTest extends WindowJourney {
  @Override
  Workstation workstation() {
    return new FakeWorkstation(FakeWorkstation.Behaviour.PLAIN, 2);
  }

  @Override
  void release() {}
}
