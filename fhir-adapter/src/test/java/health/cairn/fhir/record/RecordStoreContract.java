package health.cairn.fhir.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.codec.PatientRecord;
import health.cairn.fhir.codec.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every record store must do. A test of an adapter extends this and makes the store.
public abstract class RecordStoreContract {
  private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-03-03T10:00:00Z");

  private RecordStore store;

  /// A store without records. Called before every test; what it opens, the adapter's test closes.
  protected abstract RecordStore emptyStore() throws Exception;

  @BeforeEach
  void open() throws Exception {
    store = emptyStore();
  }

  @Test
  void put_startsAtVersionOne() throws Exception {
    FhirRecord jane = patient("a", "female");
    StoredRecord stored = assertInstanceOf(Put.Stored.class, store.put(jane, MONDAY)).stored();
    assertEquals(new StoredRecord(jane, 1, MONDAY, Sha256.hex(jane.json())), stored);
    assertEquals(Optional.of(stored), store.current("Patient/a"));
  }

  @Test
  void put_mergesTheSameContent() throws Exception {
    StoredRecord first = store.put(patient("a", "female"), MONDAY).stored();
    Put again = store.put(patient("a", "female"), TUESDAY);
    assertEquals(first, assertInstanceOf(Put.Merged.class, again).stored());
    assertEquals(1, store.history("Patient/a").size());
  }

  @Test
  void put_keepsEveryVersion() throws Exception {
    store.put(patient("a", "female"), MONDAY);
    store.put(patient("a", "other"), TUESDAY);
    store.put(patient("a", "female"), TUESDAY);
    List<StoredRecord> history = store.history("Patient/a");
    assertEquals(List.of(1, 2, 3), history.stream().map(StoredRecord::version).toList());
    assertEquals(
        List.of(MONDAY, TUESDAY, TUESDAY), history.stream().map(StoredRecord::storedAt).toList());
    assertEquals(patient("a", "female"), history.getFirst().record());
    assertEquals(patient("a", "other"), history.get(1).record());
    assertEquals(Optional.of(history.getLast()), store.current("Patient/a"));
  }

  @Test
  void putAll_answersInOrderAndSeesItsOwnRecords() throws Exception {
    List<Put> puts =
        store.putAll(
            List.of(
                patient("a", "female"),
                procedure("p", "a", "2019"),
                patient("a", "female"),
                patient("a", "other")),
            MONDAY);
    assertInstanceOf(Put.Stored.class, puts.get(0));
    assertEquals("Procedure/p", puts.get(1).stored().record().reference());
    assertInstanceOf(Put.Merged.class, puts.get(2));
    assertEquals(2, puts.get(3).stored().version());
  }

  @Test
  void current_isEmptyForWhatIsNotThere() throws Exception {
    assertEquals(Optional.empty(), store.current("Patient/nobody"));
    assertEquals(List.of(), store.history("Patient/nobody"));
    assertEquals(List.of(), store.ofPatient("Patient/nobody"));
    assertEquals(List.of(), store.events("Patient/nobody"));
    assertEquals(List.of(), store.patients());
  }

  @Test
  void ofPatient_keepsPatientsApart() throws Exception {
    store.putAll(
        List.of(
            procedure("q", "b", "2020"),
            patient("b", "male"),
            patient("a", "female"),
            procedure("p", "a", "2019"),
            device()),
        MONDAY);
    assertEquals(
        List.of("Patient/a", "Procedure/p"),
        store.ofPatient("Patient/a").stream().map(r -> r.record().reference()).toList());
    assertEquals(
        List.of("Patient/a", "Patient/b"),
        store.patients().stream().map(PatientRecord::reference).toList());
    assertEquals(
        Optional.empty(), store.current("Device/d").orElseThrow().record().patientReference());
  }

  @Test
  void ofPatient_followsARecordThatMovesToAnotherPatient() throws Exception {
    store.put(procedure("p", "a", "2019"), MONDAY);
    store.put(procedure("p", "b", "2019"), TUESDAY);
    assertEquals(List.of(), store.ofPatient("Patient/a"));
    assertEquals(List.of(), store.events("Patient/a"));
    assertEquals(1, store.ofPatient("Patient/b").size());
  }

  @Test
  void events_areThoseOfCurrentVersions() throws Exception {
    store.put(procedure("p", "a", "2019"), MONDAY);
    store.put(procedure("p", "a", "2020-05"), TUESDAY);
    assertEquals(1, store.events("Patient/a").size());
    assertEquals(
        Instant.parse("2020-05-01T00:00:00Z"), store.events("Patient/a").getFirst().start());
    assertEquals("MONTH", store.events("Patient/a").getFirst().precision().name());
  }

  @Test
  void record_comesBackAsItWasPut() throws Exception {
    FhirRecord odd =
        new FhirRecord(
            "Observation",
            "o-1.x",
            Optional.of("Patient/a"),
            "{\"code\":{\"text\":\"Gr\u00f6\u00dfe \ud83e\udde0 \u0645\"},\"id\":\"o-1.x\",\"resourceType\":\"Observation\",\"valueQuantity\":{\"value\":1.50}}",
            Optional.of(Instant.parse("2020-01-02T03:04:05.678Z")));
    store.put(odd, MONDAY);
    assertEquals(odd, store.current("Observation/o-1.x").orElseThrow().record());
  }

  @Test
  void returnedLists_cannotBeChanged() throws Exception {
    store.put(patient("a", "female"), MONDAY);
    assertThrows(
        UnsupportedOperationException.class, () -> store.history("Patient/a").removeFirst());
  }

  @Test
  void putAll_numbersVersionsWithoutGapsFromSeveralThreads() throws Exception {
    List<Future<Put>> puts = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int i = 0; i < 40; i++) {
        FhirRecord version = procedure("p", "a", String.valueOf(1950 + i));
        puts.add(threads.submit(() -> store.put(version, MONDAY)));
      }
      for (Future<Put> put : puts) {
        assertTrue(put.get() instanceof Put.Stored);
      }
    }
    List<Integer> versions =
        store.history("Procedure/p").stream().map(StoredRecord::version).toList();
    assertEquals(IntStream.rangeClosed(1, 40).boxed().toList(), versions);
  }

  private static FhirRecord patient(String id, String gender) {
    return new FhirRecord(
        "Patient",
        id,
        Optional.of("Patient/" + id),
        "{\"gender\":\"" + gender + "\",\"id\":\"" + id + "\",\"resourceType\":\"Patient\"}",
        Optional.empty());
  }

  private static FhirRecord procedure(String id, String patient, String date) {
    return new FhirRecord(
        "Procedure",
        id,
        Optional.of("Patient/" + patient),
        "{\"id\":\""
            + id
            + "\",\"performedDateTime\":\""
            + date
            + "\",\"resourceType\":\"Procedure\",\"status\":\"completed\",\"subject\":{\"reference\":\"Patient/"
            + patient
            + "\"}}",
        Optional.empty());
  }

  private static FhirRecord device() {
    return new FhirRecord(
        "Device",
        "d",
        Optional.empty(),
        "{\"id\":\"d\",\"resourceType\":\"Device\"}",
        Optional.empty());
  }
}
