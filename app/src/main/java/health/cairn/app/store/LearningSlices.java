package health.cairn.app.store;

import health.cairn.ledger.merkle.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The slices of corrected cases, packed, so that networks that come later can be asked about them. They go with the
/// evidence or the example that they belong to. Bound to one connection.
public final class LearningSlices {
  private final Connection connection;

  public LearningSlices(Connection connection) {
    this.connection = connection;
  }

  /// Keeps the slices of a finding until it is decided.
  void propose(String finding, List<byte[]> slices) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into learning_evidence_slice values (?, ?, ?, ?)")) {
      for (int i = 0; i < slices.size(); i++) {
        insert.setString(1, finding);
        insert.setInt(2, i);
        insert.setBytes(3, slices.get(i));
        insert.setString(4, Hash.sha256(slices.get(i)).hex());
        insert.executeUpdate();
      }
    }
  }

  /// Makes a finding's slices those of an example.
  void take(String finding, int example) throws SQLException {
    try (PreparedStatement copy =
        connection.prepareStatement(
            "insert into learning_slice select ?, slice, picture, sha256 from learning_evidence_slice"
                + " where reference = ?")) {
      copy.setInt(1, example);
      copy.setString(2, finding);
      copy.executeUpdate();
    }
  }

  /// Adds a slice to an example.
  public void add(int example, int slice, byte[] packed) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into learning_slice values (?, ?, ?, ?)")) {
      insert.setInt(1, example);
      insert.setInt(2, slice);
      insert.setBytes(3, packed);
      insert.setString(4, Hash.sha256(packed).hex());
      insert.executeUpdate();
    }
  }

  /// Hashes of the slices of each example that has some, in order, by its number.
  public Map<Integer, List<String>> digests() throws SQLException {
    Map<Integer, List<String>> digests = new HashMap<>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "select example, sha256 from learning_slice order by example, slice");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        digests.computeIfAbsent(rows.getInt(1), key -> new ArrayList<>()).add(rows.getString(2));
      }
    }
    return digests;
  }

  /// An example's slices in the order in which they were asked about.
  public List<byte[]> of(int example) throws SQLException {
    List<byte[]> slices = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select picture from learning_slice where example = ? order by slice")) {
      select.setInt(1, example);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          slices.add(rows.getBytes(1));
        }
      }
    }
    return slices;
  }
}
