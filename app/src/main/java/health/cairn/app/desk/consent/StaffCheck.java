package health.cairn.app.desk.consent;

/// What becomes of a passphrase that was typed as the staff's.
public enum StaffCheck {
  /// It is theirs.
  KNOWN,
  WRONG,
  /// Nobody looked at it: too many were wrong just before.
  TOO_SOON
}
