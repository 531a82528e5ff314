package health.cairn.app.desk;

import health.cairn.app.CairnException;

/// The locked door of a home: what the window shows before anybody has signed in.
///
/// Both openings may block for a second or more (keys are derived slowly on purpose): call them off
/// the JavaFX thread. The caller wipes the passphrase afterwards; an implementation keeps no copy.
public interface HomeGate {

  /// Whether there is a home to unlock; false where one must be created first.
  boolean exists();

  /// Whether some who work here have a passphrase of their own, so that the door must ask who it is.
  default boolean hasAccounts() {
    return false;
  }

  /// Who opens it where nobody else is named.
  default String user() {
    return "";
  }

  /// Opens the home as [#user].
  ///
  /// @throws CairnException NOT_ALLOWED where the passphrase is wrong
  default Workstation unlock(char[] passphrase) throws CairnException {
    return unlock(user(), passphrase);
  }

  /// Opens the home.
  ///
  /// @param account with its own passphrase where it has one, else with that of the home
  /// @throws CairnException NOT_ALLOWED where the passphrase is wrong
  Workstation unlock(String account, char[] passphrase) throws CairnException;

  /// Makes a home with its keys and its first account, and opens it.
  ///
  /// @param user name of the first account
  Workstation create(char[] passphrase, String user) throws CairnException;
}
