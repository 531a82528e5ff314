package health.cairn.ui.fake;

import health.cairn.app.CairnException;
import health.cairn.app.desk.HomeGate;
import health.cairn.app.desk.Workstation;
import java.util.Optional;

/// A door without keys: the home behind it is made up, and empty.
public final class FakeGate implements HomeGate {
  private Optional<String> passphrase = Optional.empty();
  private char[] last = new char[0];
  private String user = "";
  private boolean accounts;

  /// A door to a home that is there already.
  public static FakeGate of(String passphrase) {
    FakeGate gate = new FakeGate();
    gate.passphrase = Optional.of(passphrase);
    return gate;
  }

  @Override
  public boolean exists() {
    return passphrase.isPresent();
  }

  @Override
  public Workstation unlock(String account, char[] given) throws CairnException {
    last = given;
    user = account;
    if (passphrase.isEmpty()) {
      throw new CairnException(CairnException.Kind.REFUSED, "There is no home here.");
    }
    if (!passphrase.get().equals(String.valueOf(given))) {
      throw new CairnException(CairnException.Kind.NOT_ALLOWED, "That is not the passphrase.");
    }
    return empty();
  }

  @Override
  public Workstation create(char[] given, String name) {
    last = given;
    passphrase = Optional.of(String.valueOf(given));
    user = name;
    return empty();
  }

  private static Workstation empty() {
    return new FakeWorkstation(new FakeWorkstation.Behaviour(0, 0, 0, Optional.empty()));
  }

  /// The very array that was handed in last: whoever handed it in wipes it.
  public char[] last() {
    return last;
  }

  /// People with a passphrase of their own work behind this door.
  public FakeGate withAccounts() {
    accounts = true;
    return this;
  }

  @Override
  public boolean hasAccounts() {
    return accounts;
  }

  @Override
  public String user() {
    return user;
  }
}
