package health.cairn.app.desk;

import health.cairn.app.CairnException;

/// The locked door of a home: what the window shows before anybody has signed in.
///
/// Both openings may block for a second or more (keys are derived slowly on purpose): call them off
/// the JavaFX thread. The caller wipes the passphrase afterwards; an implementation keeps no copy.
public interface HomeGate {

  /// Whether there is a home to unlock; false where one must be created first.
  boolean exists();

  /// Opens the home.
  ///
  /// @throws CairnException NOT_ALLOWED where the passphrase is wrong
  Workstation unlock(char[] passphrase) throws CairnException;

  /// Makes a home with its keys and its first account, and opens it.
  ///
  /// @param user name of the first account
  Workstation create(char[] passphrase, String user) throws CairnException;
}
