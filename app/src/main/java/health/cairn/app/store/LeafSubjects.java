package health.cairn.app.store;

import health.cairn.ledger.journal.Entry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which journal entries are about which record and patient: an index over the openings, which can be
/// rebuilt from them. Bound to one connection.
public final class LeafSubjects {
  private final Connection connection;

  public LeafSubjects(Connection connection) {
    this.connection = connection;
  }

  /// @param patientKeys one per entry, empty where the entry is about nobody
  public void add(List<Entry> entries, List<String> patientKeys) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into leaf_subject values (?, ?, ?)")) {
      for (int i = 0; i < entries.size(); i++) {
        insert.setLong(1, entries.get(i).index());
        insert.setString(2, entries.get(i).subject().recordId());
        insert.setString(3, patientKeys.get(i).isEmpty() ? null : patientKeys.get(i));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /// One entry about a record of nobody.
  public void add(long index, String recordId) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into leaf_subject values (?, ?, null)")) {
      insert.setLong(1, index);
      insert.setString(2, recordId);
      insert.executeUpdate();
    }
  }

  /// Forgets what entries are about whose words are destroyed.
  public void remove(Collection<Long> indices) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from leaf_subject where leaf_index = ?")) {
      for (long index : indices) {
        delete.setLong(1, index);
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }

  /// Entries about one record, oldest first.
  public List<Long> ofRecord(String recordId) throws SQLException {
    return indices(
        "select leaf_index from leaf_subject where record_id = ? order by leaf_index", recordId);
  }

  /// Entries about one patient, newest first.
  public List<Long> ofPatient(String patientKey, int limit) throws SQLException {
    return indices(
        "select leaf_index from leaf_subject where patient_key = ? order by leaf_index desc limit "
            + limit,
        patientKey);
  }

  /// Whom the entries about one record concern; none where it is nobody's.
  public List<String> patientsOf(String recordId) throws SQLException {
    List<String> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select distinct patient_key from leaf_subject"
                + " where record_id = ? and patient_key is not null")) {
      select.setString(1, recordId);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
    }
    return found;
  }

  /// What the index says of one entry.
  ///
  /// @param patientKey empty where it is about nobody
  public record Row(String recordId, String patientKey) {}

  /// What it says of entries `[from, to)`, by their number.
  public Map<Long, Row> between(long from, long to) throws SQLException {
    Map<Long, Row> found = new HashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select leaf_index, record_id, patient_key from leaf_subject"
                + " where leaf_index >= ? and leaf_index < ?")) {
      select.setLong(1, from);
      select.setLong(2, to);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          String patient = rows.getString(3);
          found.put(rows.getLong(1), new Row(rows.getString(2), patient == null ? "" : patient));
        }
      }
    }
    return found;
  }

  private List<Long> indices(String sql, String argument) throws SQLException {
    List<Long> found = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, argument);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getLong(1));
        }
      }
    }
    return found;
  }
}
