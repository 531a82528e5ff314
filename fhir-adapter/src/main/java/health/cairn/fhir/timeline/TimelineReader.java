package health.cairn.fhir.timeline;

import health.cairn.fhir.codec.FhirRecord;

/// Turns records into events. Stateless; may be shared by threads.
@SuppressWarnings("DoNotCallSuggester")
public final class TimelineReader {

  /// The events one record tells of.
  public RecordEvents events(FhirRecord record) {
    throw new UnsupportedOperationException("lands next");
  }
}
