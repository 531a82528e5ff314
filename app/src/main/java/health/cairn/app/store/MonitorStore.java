package health.cairn.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// What the monitor last found, one document. Bound to one connection.
public final class MonitorStore {
  private final Connection connection;

  public MonitorStore(Connection connection) {
    this.connection = connection;
  }

  public Optional<String> last() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select json from monitor_report where number = 1");
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
    }
  }

  public void keep(String json) throws SQLException {
    try (PreparedStatement merge =
        connection.prepareStatement("merge into monitor_report key(number) values (1, ?)")) {
      merge.setString(1, json);
      merge.executeUpdate();
    }
  }
}
