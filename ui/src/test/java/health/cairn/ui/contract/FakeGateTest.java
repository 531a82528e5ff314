package health.cairn.ui.contract;

import health.cairn.app.desk.HomeGate;
import health.cairn.ui.fake.FakeGate;

class FakeGateTest extends HomeGateContract {
  private final FakeGate gate = new FakeGate();

  @Override
  HomeGate door() {
    return gate;
  }
}
