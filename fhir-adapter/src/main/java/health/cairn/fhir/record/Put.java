package health.cairn.fhir.record;

/// What became of a record that was put.
public sealed interface Put {
  /// The version that now holds the content.
  StoredRecord stored();

  /// There was no such record, or its content was another: a new version.
  record Stored(StoredRecord stored) implements Put {}

  /// The current version already says exactly this.
  record Merged(StoredRecord stored) implements Put {}
}
