package health.cairn.app.store;

import health.cairn.app.CairnException;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.codec.PatientReader;
import health.cairn.fhir.codec.PatientRecord;
import health.cairn.fhir.record.Put;
import health.cairn.fhir.record.RecordStore;
import health.cairn.fhir.record.StoredRecord;
import health.cairn.fhir.timeline.TimelineEvent;
import health.cairn.fhir.timeline.TimelineReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// FHIR records in the encrypted database. Events are extracted once, when a record is put.
public final class H2RecordStore implements RecordStore {
  private static final String COLUMNS =
      "select type, id, patient_reference, json, last_updated, version, stored_at, sha256 from record";

  private final Session session;
  private final TimelineReader reader = new TimelineReader();

  public H2RecordStore(Session session) {
    this.session = session;
  }

  @Override
  public List<Put> putAll(List<FhirRecord> records, Instant at) throws FhirException {
    return run(
        connection -> {
          List<Put> outcomes = new ArrayList<>(records.size());
          try (EventTable events = new EventTable(connection);
              PreparedStatement retire =
                  connection.prepareStatement(
                      "update record set is_current = false where reference = ? and is_current");
              PreparedStatement insert =
                  connection.prepareStatement(
                      "insert into record values (?, ?, ?, ?, ?, ?, ?, ?, ?, true)")) {
            for (FhirRecord record : records) {
              String sha256 = record.sha256();
              Optional<StoredRecord> before = current(connection, record.reference());
              if (before.isPresent() && before.get().sha256().equals(sha256)) {
                outcomes.add(new Put.Merged(before.get()));
                continue;
              }
              int version = before.map(b -> b.version() + 1).orElse(1);
              StoredRecord stored = new StoredRecord(record, version, at, sha256);
              List<TimelineEvent> told = reader.events(record).events();
              if (before.isPresent()) {
                retire.setString(1, record.reference());
                retire.executeUpdate();
                events.replace(record, told);
              } else {
                events.add(record, told);
              }
              insert(insert, stored);
              outcomes.add(new Put.Stored(stored));
            }
            events.flush();
          }
          return List.copyOf(outcomes);
        });
  }

  @Override
  public Optional<StoredRecord> current(String reference) throws FhirException {
    return run(connection -> current(connection, reference));
  }

  @Override
  public List<StoredRecord> history(String reference) throws FhirException {
    return run(
        connection ->
            select(connection, COLUMNS + " where reference = ? order by version", reference));
  }

  @Override
  public List<StoredRecord> ofPatient(String patientReference) throws FhirException {
    return run(
        connection ->
            select(
                connection,
                COLUMNS + " where patient_reference = ? and is_current order by reference",
                patientReference));
  }

  @Override
  public List<PatientRecord> patients() throws FhirException {
    return ofType("Patient").stream()
        .flatMap(stored -> PatientReader.read(stored.record()).stream())
        .toList();
  }

  /// Current versions of every record of one resource type, ordered by reference.
  public List<StoredRecord> ofType(String type) throws FhirException {
    return run(
        connection ->
            select(
                connection, COLUMNS + " where type = ? and is_current order by reference", type));
  }

  @Override
  public List<TimelineEvent> events(String patientReference) throws FhirException {
    return run(connection -> EventTable.ofPatient(connection, patientReference));
  }

  private static Optional<StoredRecord> current(Connection connection, String reference)
      throws SQLException, CairnException {
    return select(connection, COLUMNS + " where reference = ? and is_current", reference).stream()
        .findFirst();
  }

  private static void insert(PreparedStatement insert, StoredRecord stored) throws SQLException {
    FhirRecord record = stored.record();
    insert.setString(1, record.reference());
    insert.setInt(2, stored.version());
    insert.setString(3, record.type());
    insert.setString(4, record.id());
    insert.setString(5, record.patientReference().orElse(null));
    insert.setString(6, record.json());
    insert.setString(7, stored.sha256());
    insert.setObject(8, stored.storedAt().atOffset(ZoneOffset.UTC));
    insert.setObject(9, record.lastUpdated().map(t -> t.atOffset(ZoneOffset.UTC)).orElse(null));
    insert.executeUpdate();
  }

  private static List<StoredRecord> select(Connection connection, String sql, String argument)
      throws SQLException, CairnException {
    List<StoredRecord> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, argument);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(read(rows));
        }
      }
    }
    return List.copyOf(found);
  }

  private static StoredRecord read(ResultSet row) throws SQLException, CairnException {
    FhirRecord record =
        new FhirRecord(
            row.getString("type"),
            row.getString("id"),
            Optional.ofNullable(row.getString("patient_reference")),
            row.getString("json"),
            Optional.ofNullable(row.getObject("last_updated", OffsetDateTime.class))
                .map(OffsetDateTime::toInstant));
    String sha256 = row.getString("sha256");
    if (!record.sha256().equals(sha256)) {
      throw new CairnException(
          CairnException.Kind.INTEGRITY,
          "A stored " + record.type() + " is not what was recorded; restore it from a backup.");
    }
    return new StoredRecord(
        record,
        row.getInt("version"),
        row.getObject("stored_at", OffsetDateTime.class).toInstant(),
        sha256);
  }

  private <T> T run(Session.Work<T> work) throws FhirException {
    try {
      return session.run(work);
    } catch (CairnException e) {
      FhirException.Kind kind =
          e.kind() == CairnException.Kind.INTEGRITY
              ? FhirException.Kind.INTEGRITY
              : FhirException.Kind.ENVIRONMENT;
      throw new FhirException(kind, e.getMessage(), e);
    }
  }
}
