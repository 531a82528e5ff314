package health.cairn.app.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.cairn.app.desk.TumourType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// How proposals about the kind of tumour came about, by finding; part of the patient's record. Bound to one
/// connection.
public final class TumourTypeStore {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Connection connection;

  public TumourTypeStore(Connection connection) {
    this.connection = connection;
  }

  public void add(String finding, TumourType type) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into tumour_type values (?, ?)")) {
      insert.setString(1, finding);
      insert.setString(2, JSON.writeValueAsString(type));
      insert.executeUpdate();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("words and numbers cannot be written as JSON", e);
    }
  }

  /// Empty for a finding that is not about a kind of tumour.
  ///
  /// @throws SQLException also where what is stored cannot be read
  public Optional<TumourType> of(String finding) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select json from tumour_type where reference = ?")) {
      select.setString(1, finding);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(JSON.readValue(row.getString(1), TumourType.class))
            : Optional.empty();
      }
    } catch (JsonProcessingException e) {
      throw new SQLException("a tumour type is damaged", e);
    }
  }
}
