package health.cairn.ui.fake;

import health.cairn.app.CairnException;
import health.cairn.ui.Launcher;
import java.util.Optional;

/// The window on made-up data, to look at while working on it.
public final class Preview {
  private Preview() {}

  public static void main(String[] args) throws CairnException {
    FakeWorkstation desk =
        new FakeWorkstation(new FakeWorkstation.Behaviour(14, 500, 60, Optional.empty()));
    Launcher.open(desk, desk.worklist().getFirst());
  }
}
