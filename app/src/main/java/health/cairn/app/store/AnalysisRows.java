package health.cairn.app.store;

import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// One row per analysis, without a word about whose it was. Bound to one connection.
public final class AnalysisRows {
  private final Connection connection;

  public AnalysisRows(Connection connection) {
    this.connection = connection;
  }

  /// @param models which models answered, as one text
  /// @param json what went in and what came out
  /// @param accepted findings of it that a reader accepted; the others likewise
  public record Row(String models, String json, int accepted, int amended, int rejected) {}

  /// What a reader can make of a finding.
  public enum Decided {
    ACCEPTED,
    AMENDED,
    REJECTED
  }

  /// @param findings what the analysis proposed, until it is decided
  public void add(LocalDate day, String models, String json, List<String> findings)
      throws SQLException {
    int number;
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into analysis_row(made_on, models, json) values (?, ?, ?)",
            Statement.RETURN_GENERATED_KEYS)) {
      insert.setDate(1, Date.valueOf(day));
      insert.setString(2, models);
      insert.setString(3, json);
      insert.executeUpdate();
      try (ResultSet keys = insert.getGeneratedKeys()) {
        keys.next();
        number = keys.getInt(1);
      }
    }
    try (PreparedStatement insert =
        connection.prepareStatement("insert into analysis_row_finding values (?, ?)")) {
      for (String finding : findings) {
        insert.setString(1, finding);
        insert.setInt(2, number);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /// Counts a decision and forgets which finding it was. Nothing where the finding was decided before.
  public void decided(String finding, Decided decided) throws SQLException {
    String column =
        switch (decided) {
          case ACCEPTED -> "accepted";
          case AMENDED -> "amended";
          case REJECTED -> "rejected";
        };
    try (PreparedStatement update =
            connection.prepareStatement(
                "update analysis_row set "
                    + column
                    + " = "
                    + column
                    + " + 1 where number ="
                    + " (select row_number from analysis_row_finding where reference = ?)");
        PreparedStatement forget =
            connection.prepareStatement("delete from analysis_row_finding where reference = ?")) {
      update.setString(1, finding);
      update.executeUpdate();
      forget.setString(1, finding);
      forget.executeUpdate();
    }
  }

  /// Oldest first.
  public List<Row> all() throws SQLException {
    List<Row> all = new ArrayList<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "select models, json, accepted, amended, rejected from analysis_row order by number");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        all.add(
            new Row(
                rows.getString(1),
                rows.getString(2),
                rows.getInt(3),
                rows.getInt(4),
                rows.getInt(5)));
      }
    }
    return all;
  }
}
