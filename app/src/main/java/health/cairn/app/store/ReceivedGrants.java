package health.cairn.app.store;

import health.cairn.app.access.ReceivedGrant;
import health.cairn.ledger.consent.HandedGrant;
import health.cairn.ledger.json.JsonRefusedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Grants that came with patients' data. Bound to one connection.
public final class ReceivedGrants {
  private final Connection connection;

  public ReceivedGrants(Connection connection) {
    this.connection = connection;
  }

  public void add(ReceivedGrant grant) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into received_grant values (?, ?, ?, ?)")) {
      insert.setString(1, grant.grantId());
      insert.setString(2, grant.patientKey());
      insert.setBytes(3, grant.handed().toBytes());
      insert.setObject(4, ConsentStore.time(grant.receivedAt()));
      insert.executeUpdate();
    }
  }

  /// The newest first.
  public List<ReceivedGrant> ofPatient(String patientKey) throws SQLException {
    return select("where patient_key = ? order by received_at desc", patientKey);
  }

  /// All there are, by patient key.
  public Map<String, List<ReceivedGrant>> all() throws SQLException {
    return select("order by received_at desc").stream()
        .collect(Collectors.groupingBy(ReceivedGrant::patientKey));
  }

  private List<ReceivedGrant> select(String where, String... arguments) throws SQLException {
    List<ReceivedGrant> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select reference, patient_key, content, received_at from received_grant " + where)) {
      for (int i = 0; i < arguments.length; i++) {
        select.setString(i + 1, arguments[i]);
      }
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(
              new ReceivedGrant(
                  rows.getString(1),
                  rows.getString(2),
                  handed(rows.getBytes(3)),
                  rows.getObject(4, OffsetDateTime.class).toInstant()));
        }
      }
    }
    return found;
  }

  private static HandedGrant handed(byte[] content) throws SQLException {
    try {
      return HandedGrant.parse(content);
    } catch (JsonRefusedException e) {
      throw new SQLException("a grant that was taken in cannot be read back", e);
    }
  }
}
