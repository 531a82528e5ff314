package health.cairn.app.bench;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.monitor.MonitoredChain;
import health.cairn.app.store.H2RecordStore;
import health.cairn.app.store.Session;
import health.cairn.app.wiring.DemoHome;
import health.cairn.app.wiring.Desk;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.codec.FhirRecord;
import health.cairn.imaging.Progress;
import health.cairn.ledger.journal.EventKind;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Records per second through a full run of the monitor without a chain: every entry against its leaf and the
/// tree, every FHIR record of about 600 bytes against its entry, every access against the patients' decisions.
final class MonitorBenchmark implements Benchmark {
  private static final int RECORDS = 20_000;
  private static final int BATCH = 2_000;

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
      for (int from = 0; from < RECORDS; from += BATCH) {
        store(desk, from);
      }
      desk.anchoring().checkpoint();
      double[] rates =
          Timing.rates(
              1,
              5,
              RECORDS,
              () -> {
                if (!desk.monitorHome()
                    .full(MonitoredChain.Source.NONE, List.of(), Progress.NONE)
                    .alarms()
                    .isEmpty()) {
                  throw new IllegalStateException("alarms in a home that was just made");
                }
              });
      return List.of(Measure.of(name(), "records/s", rates));
    }
  }

  private static void store(Desk desk, int from) throws CairnException {
    List<FhirRecord> records =
        IntStream.range(from, from + BATCH).mapToObj(MonitorBenchmark::observation).toList();
    desk.journal()
        .append(
            (connection, entries) -> {
              put(connection, records);
              for (FhirRecord record : records) {
                entries.content(
                    EventKind.RECORD_STORED,
                    "bench",
                    record.reference(),
                    1,
                    record.json().getBytes(StandardCharsets.UTF_8),
                    "");
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
