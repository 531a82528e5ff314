package health.cairn.app.store;

import health.cairn.ledger.merkle.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// What is stored under many ids at once, for checks that read everything. Bound to one connection.
public final class StoredContents {
  private final Connection connection;

  public StoredContents(Connection connection) {
    this.connection = connection;
  }

  /// One text for each record and version.
  public static String key(String recordId, long version) {
    return recordId + " " + version;
  }

  /// The stored object of each image that is here, by its SOP instance UID.
  public Map<String, String> objectsOf(Collection<String> sopInstanceUids) throws SQLException {
    Map<String, String> found = new HashMap<>();
    try (PreparedStatement select =
        select("select sop_uid, object_id from instance where sop_uid = any(?)", sopInstanceUids)) {
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.put(row.getString(1), row.getString(2));
        }
      }
    }
    return found;
  }

  /// A record's text, and the hex SHA-256 that its row was stored with.
  public record Text(String json, String sha256) {
    /// Whether the text is the one its row was stored with.
    public boolean holds() {
      return Hash.sha256(json).hex().equals(sha256);
    }
  }

  /// Every version of FHIR records, by [#key].
  public Map<String, Text> recordsOf(Collection<String> references) throws SQLException {
    Map<String, Text> found = new HashMap<>();
    try (PreparedStatement select =
        select(
            "select r.reference, r.version, r.json, r.sha256 from table(id varchar = ?) t"
                + " join record r on r.reference = t.id",
            references)) {
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.put(
              key(row.getString(1), row.getInt(2)), new Text(row.getString(3), row.getString(4)));
        }
      }
    }
    return found;
  }

  /// Documents about models, by [#key] with version 1.
  public Map<String, String> modelRecordsOf(Collection<String> ids) throws SQLException {
    Map<String, String> found = new HashMap<>();
    try (PreparedStatement select =
        select("select id, json from model_record where id = any(?)", ids)) {
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.put(key(row.getString(1), 1), row.getString(2));
        }
      }
    }
    return found;
  }

  private PreparedStatement select(String sql, Collection<String> ids) throws SQLException {
    PreparedStatement select = connection.prepareStatement(sql);
    select.setArray(
        1, connection.createArrayOf("varchar", ids.stream().distinct().toArray(String[]::new)));
    return select;
  }
}
