package health.cairn.ui.fake;

import health.cairn.ui.Launcher;

/// The window on made-up data, to look at while working on it.
public final class Preview {
  private Preview() {}

  public static void main(String[] args) {
    Launcher.open(
        () ->
            new FakeWorkstation(
                new FakeWorkstation.Behaviour(14, 500, 60, java.util.Optional.empty())));
  }
}
