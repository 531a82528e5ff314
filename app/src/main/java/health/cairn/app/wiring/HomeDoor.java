package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.desk.HomeGate;
import health.cairn.app.desk.Workstation;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Home;

/// The locked door of one home on disk.
public final class HomeDoor implements HomeGate {
  private final Home home;
  private final String user;

  /// @param user account to open an existing home as
  public HomeDoor(Home home, String user) {
    this.home = home;
    this.user = user;
  }

  @Override
  public boolean exists() {
    return home.exists();
  }

  @Override
  public Workstation unlock(char[] passphrase) throws CairnException {
    try (Passphrase phrase = Passphrase.of(passphrase)) {
      return Desk.open(home, phrase, user);
    }
  }

  @Override
  public Workstation create(char[] passphrase, String firstUser) throws CairnException {
    try (Passphrase phrase = Passphrase.of(passphrase)) {
      return Desk.create(home, phrase, firstUser);
    }
  }
}
