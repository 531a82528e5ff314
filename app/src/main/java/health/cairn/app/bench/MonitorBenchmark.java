package health.cairn.app.bench;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.desk.MonitorReport;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.monitor.MonitoredChain;
import health.cairn.app.store.H2RecordStore;
import health.cairn.app.store.Session;
import health.cairn.app.usecase.ConsentWords;
import health.cairn.app.wiring.DemoHome;
import health.cairn.app.wiring.Desk;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.codec.FhirRecord;
import health.cairn.imaging.Progress;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.monitor.Watch;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Records per second through a full run of the monitor without a chain: every entry against its
/// leaf and the tree, every FHIR record of about 600 bytes against its entry, every access against
/// the patients' decisions. A patient has a hundred records and decided once; somebody looked once
/// for ten records.
final class MonitorBenchmark implements Benchmark {
  private static final int BATCH = 2_000;
  private static final int RECORDS_EACH = 100;
  private static final int RECORDS_A_LOOK = 10;
  private static final String AGREED = "agreed at the kiosk: " + ConsentPurpose.CARE.key();

  private final int records;
  private final int runs;

  MonitorBenchmark() {
    this(20_000, 5);
  }

  /// @param records in whole batches of 2,000
  MonitorBenchmark(int records, int runs) {
    this.records = records;
    this.runs = runs;
  }

  @Override
  public String name() {
    return "monitor-full";
  }

  @Override
  public String group() {
    return "ledger";
  }

  @Override
  public List<Measure> run() throws Exception {
    try (DemoHome home = DemoHome.create("bench")) {
      Desk desk = home.desk();
      for (int from = 0; from < records; from += BATCH) {
        store(desk, from);
      }
      desk.anchoring().checkpoint();
      double[] rates = Timing.rates(1, runs, records, () -> requireCalm(desk));
      return List.of(Measure.of(name(), "records/s", rates));
    }
  }

  /// No alarm, and all looked at.
  private void requireCalm(Desk desk) throws CairnException {
    MonitorReport report =
        desk.monitorHome().full(MonitoredChain.Source.NONE, List.of(), Progress.NONE);
    String uses =
        report.states().stream()
            .filter(state -> state.watch() == Watch.ACCESSES)
            .map(Watch.State::note)
            .collect(Collectors.joining());
    if (!report.alarms().isEmpty() || !uses.startsWith(records / RECORDS_A_LOOK + " ")) {
      throw new IllegalStateException("not what was made: " + report.alarms() + uses);
    }
  }

  private static void store(Desk desk, int from) throws CairnException {
    if (ConsentWords.read(AGREED).isEmpty()) {
      throw new IllegalStateException("the monitor would not know these words: " + AGREED);
    }
    List<FhirRecord> records =
        IntStream.range(from, from + BATCH).mapToObj(MonitorBenchmark::observation).toList();
    desk.journal()
        .append(
            (connection, entries) -> {
              put(connection, records);
              for (int i = 0; i < BATCH; i++) {
                FhirRecord record = records.get(i);
                String patient = "bench-" + (from + i) / RECORDS_EACH;
                if (i % RECORDS_EACH == 0) {
                  entries.event(EventKind.CONSENT_DECIDED, AGREED, "Consent/" + patient, patient);
                }
                entries.content(
                    EventKind.RECORD_STORED,
                    "bench",
                    record.reference(),
                    1,
                    record.json().getBytes(StandardCharsets.UTF_8),
                    patient);
                if (i % RECORDS_A_LOOK == 0) {
                  entries.event(EventKind.ACCESS, "bench", "Patient/" + patient, patient);
                }
              }
              return true;
            });
  }

  private static void put(Connection connection, List<FhirRecord> records) throws CairnException {
    try {
      new H2RecordStore(Session.within(connection)).putAll(records, Instant.EPOCH);
    } catch (FhirException e) {
      throw Failures.of(e);
    }
  }

  private static FhirRecord observation(int number) {
    String id = "bench-" + number;
    String json =
        "{\"resourceType\":\"Observation\",\"id\":\"%s\",\"status\":\"final\",\"code\":{\"text\":\"%s\"}}"
            .formatted(id, "x".repeat(500));
    return new FhirRecord("Observation", id, Optional.empty(), json, Optional.empty());
  }
}
