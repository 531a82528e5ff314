package health.cairn.ledger.journal;

/// What an entry says has happened. Names are part of the entry's canonical form: add, never rename.
public enum EventKind {
  /// A record was taken in for the first time.
  RECORD_STORED,
  /// A new version of a record was stored.
  RECORD_AMENDED,
  /// The words of earlier entries were destroyed for good; see [Erasure].
  RECORD_ERASED,
  /// Somebody opened a record.
  ACCESS,
  /// Somebody was refused a record.
  ACCESS_DENIED,
  /// Somebody opened a record without a grant, because a life depended on it.
  BREAK_GLASS,
  /// A model produced a result.
  RESULT_PRODUCED,
  /// A person accepted or rejected a finding.
  FINDING_DECIDED,
  /// A record left the home, as a file or a report.
  RECORD_EXPORTED,
  /// A person decided which model serves a task, or what may become of a model.
  MODEL_DECIDED,
  /// A model took over a task from another one.
  MODEL_PROMOTED,
  /// A model was tried on labelled cases.
  MODEL_TESTED,
  /// A patient decided on a use of their data.
  CONSENT_DECIDED,
  /// A patient took a consent back.
  CONSENT_WITHDRAWN,
  /// Somebody whom a patient trusts was given the key that shows flags of break-glass.
  WATCH_KEY_ISSUED,
  /// Somebody was granted something, under a consent.
  GRANT_ISSUED,
  /// A grant was taken back before it ended.
  GRANT_WITHDRAWN,
  /// The journal's checkpoints are signed by another key from here on; see [KeyChange].
  KEY_CHANGED,
  /// A person decided who may work here, as what, or by which policy.
  ACCESS_RULES_CHANGED
}
