package health.cairn.app.desk.consent;

/// How much a consent covers.
public enum ConsentScope {
  /// Pictures and health record.
  EVERYTHING,
  /// Pictures, and nothing of the health record: what a patient narrows a consent to.
  PICTURES_ONLY
}
