package health.cairn.app.store;

import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.timeline.Precision;
import health.cairn.fhir.timeline.TimelineEvent;
import health.cairn.fhir.timeline.TimelineEvent.Measure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The events of current records, so that a timeline opens without reading a single FHIR document.
final class EventTable implements AutoCloseable {
  private static final int BATCH = 500;

  private final PreparedStatement delete;
  private final PreparedStatement insert;
  private int waiting;

  EventTable(Connection connection) throws SQLException {
    delete = connection.prepareStatement("delete from event where record_reference = ?");
    insert =
        connection.prepareStatement(
            "insert into event values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  }

  /// Puts a record's events in place of those of its version before.
  void replace(FhirRecord record, List<TimelineEvent> events) throws SQLException {
    flush();
    delete.setString(1, record.reference());
    delete.executeUpdate();
    add(record, events);
  }

  /// Adds the events of a record that has none here yet.
  void add(FhirRecord record, List<TimelineEvent> events) throws SQLException {
    for (int i = 0; i < events.size(); i++) {
      TimelineEvent event = events.get(i);
      insert.setString(1, record.reference());
      insert.setInt(2, i);
      insert.setString(3, record.patientReference().orElse(null));
      insert.setString(4, event.kind().name());
      insert.setObject(5, event.start().atOffset(ZoneOffset.UTC));
      insert.setObject(6, event.end().map(end -> end.atOffset(ZoneOffset.UTC)).orElse(null));
      insert.setBoolean(7, event.ongoing());
      insert.setString(8, event.title());
      insert.setString(9, event.detail());
      measure(event.measure().orElse(null));
      insert.setString(15, event.precision().name());
      insert.addBatch();
      waiting++;
    }
    if (waiting >= BATCH) {
      flush();
    }
  }

  private void measure(@Nullable Measure measure) throws SQLException {
    insert.setString(10, measure == null ? null : measure.code());
    number(11, measure == null ? null : measure.value());
    insert.setString(12, measure == null ? null : measure.unit());
    number(13, measure == null ? null : measure.low().orElse(null));
    number(14, measure == null ? null : measure.high().orElse(null));
  }

  private void number(int column, @Nullable Double value) throws SQLException {
    if (value == null) {
      insert.setNull(column, Types.DOUBLE);
    } else {
      insert.setDouble(column, value);
    }
  }

  void flush() throws SQLException {
    if (waiting > 0) {
      insert.executeBatch();
      waiting = 0;
    }
  }

  static List<TimelineEvent> ofPatient(Connection connection, String patientReference)
      throws SQLException {
    List<TimelineEvent> events = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select record_reference, kind, start_at, end_at, ongoing, title, detail, measure_code,
              measure_value, measure_unit, measure_low, measure_high, start_precision
            from event where patient_reference = ?
            """)) {
      select.setString(1, patientReference);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          events.add(event(rows));
        }
      }
    }
    return List.copyOf(events);
  }

  private static TimelineEvent event(ResultSet row) throws SQLException {
    String code = row.getString("measure_code");
    return new TimelineEvent(
        row.getString("record_reference"),
        TimelineEvent.Kind.valueOf(row.getString("kind")),
        row.getObject("start_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getObject("end_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        row.getBoolean("ongoing"),
        row.getString("title"),
        row.getString("detail"),
        code == null
            ? Optional.empty()
            : Optional.of(
                new Measure(
                    code,
                    row.getDouble("measure_value"),
                    row.getString("measure_unit"),
                    Optional.ofNullable(row.getObject("measure_low", Double.class)),
                    Optional.ofNullable(row.getObject("measure_high", Double.class)))),
        Precision.valueOf(row.getString("start_precision")));
  }

  @Override
  public void close() throws SQLException {
    delete.close();
    insert.close();
  }
}
