package health.cairn.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// Small secrets of a home (signing keys), in the encrypted database. Bound to one connection.
public final class Secrets {
  private final Connection connection;

  public Secrets(Connection connection) {
    this.connection = connection;
  }

  /// The caller wipes what it gets.
  public Optional<byte[]> get(String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select content from secret where name = ?")) {
      select.setString(1, name);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
      }
    }
  }

  public void put(String name, byte[] content) throws SQLException {
    try (PreparedStatement merge =
        connection.prepareStatement("merge into secret key(name) values (?, ?)")) {
      merge.setString(1, name);
      merge.setBytes(2, content);
      merge.executeUpdate();
    }
  }
}
