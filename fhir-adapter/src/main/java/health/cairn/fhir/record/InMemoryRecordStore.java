package health.cairn.fhir.record;

import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.codec.PatientReader;
import health.cairn.fhir.codec.PatientRecord;
import health.cairn.fhir.timeline.TimelineEvent;
import health.cairn.fhir.timeline.TimelineReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A store that forgets when the program ends: for analysing a study without a home, and for tests.
public final class InMemoryRecordStore implements RecordStore {
  private final Map<String, List<StoredRecord>> versions = new HashMap<>();
  private final TimelineReader timeline = new TimelineReader();

  @Override
  public synchronized List<Put> putAll(List<FhirRecord> records, Instant at) {
    return records.stream().map(record -> putOne(record, at)).toList();
  }

  private Put putOne(FhirRecord record, Instant at) {
    List<StoredRecord> history =
        versions.computeIfAbsent(record.reference(), reference -> new ArrayList<>());
    String sha256 = record.sha256();
    if (!history.isEmpty() && history.getLast().sha256().equals(sha256)) {
      return new Put.Merged(history.getLast());
    }
    StoredRecord stored = new StoredRecord(record, history.size() + 1, at, sha256);
    history.add(stored);
    return new Put.Stored(stored);
  }

  @Override
  public synchronized Optional<StoredRecord> current(String reference) {
    return Optional.ofNullable(versions.get(reference)).map(List::getLast);
  }

  @Override
  public synchronized List<StoredRecord> history(String reference) {
    return List.copyOf(versions.getOrDefault(reference, List.of()));
  }

  @Override
  public synchronized List<StoredRecord> ofPatient(String patientReference) {
    return versions.values().stream()
        .map(List::getLast)
        .filter(r -> r.record().patientReference().equals(Optional.of(patientReference)))
        .sorted(Comparator.comparing(r -> r.record().reference()))
        .toList();
  }

  @Override
  public synchronized List<PatientRecord> patients() {
    return versions.values().stream()
        .map(List::getLast)
        .flatMap(r -> PatientReader.read(r.record()).stream())
        .sorted(Comparator.comparing(PatientRecord::reference))
        .toList();
  }

  @Override
  public List<TimelineEvent> events(String patientReference) {
    return ofPatient(patientReference).stream()
        .flatMap(r -> timeline.events(r.record()).events().stream())
        .toList();
  }
}
