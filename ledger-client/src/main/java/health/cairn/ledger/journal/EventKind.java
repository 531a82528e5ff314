package health.cairn.ledger.journal;

/// What an entry says has happened. Names are part of the entry's canonical form: add, never rename.
public enum EventKind {
  /// A record was taken in for the first time.
  RECORD_STORED,
  /// A new version of a record was stored.
  RECORD_AMENDED,
  /// Somebody opened a record.
  ACCESS,
  /// Somebody was refused a record.
  ACCESS_DENIED,
  /// A model produced a result.
  RESULT_PRODUCED,
  /// A person accepted or rejected a finding.
  FINDING_DECIDED,
  /// A record left the home, as a file or a report.
  RECORD_EXPORTED,
  /// A person decided which model serves a task, or what may become of a model.
  MODEL_DECIDED,
  /// A model was tried on labelled cases.
  MODEL_TESTED,
  /// A patient decided on a use of their data.
  CONSENT_DECIDED
}
