package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.desk.HomeGate;
import health.cairn.app.desk.Workstation;
import health.cairn.app.security.KeyRing;
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
  public boolean hasAccounts() {
    try {
      return home.exists() && !KeyRing.accounts(home.keyFile()).isEmpty();
    } catch (CairnException e) {
      return false; // the door says what is wrong with the key file when it is opened
    }
  }

  @Override
  public String user() {
    return user;
  }

  @Override
  public Workstation unlock(String account, char[] passphrase) throws CairnException {
    try (Passphrase phrase = Passphrase.of(passphrase)) {
      return watched(Desk.open(home, phrase, account));
    }
  }

  @Override
  public Workstation create(char[] passphrase, String firstUser) throws CairnException {
    try (Passphrase phrase = Passphrase.of(passphrase)) {
      return watched(Desk.create(home, phrase, firstUser));
    }
  }

  private static Workstation watched(Desk desk) {
    desk.watch();
    return desk;
  }
}
