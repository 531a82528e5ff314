package health.cairn.app.store;

import health.cairn.ledger.journal.Entry;
import health.cairn.ledger.journal.EventKind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/// Which journal entries say who looked: noted in the transaction that makes them, so that each comes into a batch
/// for the chain, also when its words are destroyed before. Bound to one connection.
public final class AccessLeaves {
  private static final Set<EventKind> LOOKS =
      Set.of(EventKind.ACCESS, EventKind.ACCESS_DENIED, EventKind.BREAK_GLASS);

  private final Connection connection;

  public AccessLeaves(Connection connection) {
    this.connection = connection;
  }

  /// Those of some entries that are accesses.
  ///
  /// @param patientKeys one per entry, empty where the entry is about nobody
  public void add(List<Entry> entries, List<String> patientKeys) throws SQLException {
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (LOOKS.contains(entry.event())) {
        try (PreparedStatement insert =
            connection.prepareStatement("insert into access_leaf(leaf_index) values (?)")) {
          insert.setLong(1, entry.index());
          insert.executeUpdate();
        }
      }
      if (entry.event() == EventKind.BREAK_GLASS) {
        try (PreparedStatement insert =
            connection.prepareStatement(
                "insert into break_glass(leaf_index, patient_key) values (?, ?)")) {
          insert.setLong(1, entry.index());
          insert.setString(2, patientKeys.get(i));
          insert.executeUpdate();
        }
      }
    }
  }
}
