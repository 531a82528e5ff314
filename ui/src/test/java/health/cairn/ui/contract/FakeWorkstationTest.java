package health.cairn.ui.contract;

import health.cairn.app.desk.Workstation;
import health.cairn.ui.fake.FakeWorkstation;
import java.util.Optional;

class FakeWorkstationTest extends WorkstationContract {
  @Override
  Workstation create() {
    return new FakeWorkstation(new FakeWorkstation.Behaviour(14, 500, 0, Optional.empty()), 4);
  }

  @Override
  void release() {}

  @Override
  long permits(String patientKey) {
    return 0;
  }
}
