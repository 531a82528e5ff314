package health.cairn.ui.kiosk;

/// One screen of the kiosk.
public enum KioskStep {
  LANGUAGE,
  CODE,
  /// What a patient decided before.
  LIST,
  /// One decision, opened.
  CHANGE,
  CONFIRM,
  CHANGED,
  WELCOME,
  INFO,
  PURPOSE,
  QUESTION,
  SIGN,
  /// Everything was declined.
  DECLINE,
  WITNESS,
  DONE,
  STOPPED,
  /// Staff leave the kiosk.
  STAFF
}
