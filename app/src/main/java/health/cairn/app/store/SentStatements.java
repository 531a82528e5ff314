package health.cairn.app.store;

import health.cairn.ledger.merkle.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;

/// What was signed for registries of consent, by its digest: stays when a patient is taken out, so that what the chain has of
/// it is still known for this home's. Bound to one connection.
public final class SentStatements {
  private final Connection connection;

  public SentStatements(Connection connection) {
    this.connection = connection;
  }

  public void add(Collection<Hash> digests) throws SQLException {
    try (PreparedStatement merge =
        connection.prepareStatement("merge into sent_statement key(digest) values (?)")) {
      for (Hash digest : digests) {
        merge.setBytes(1, digest.bytes());
        merge.addBatch();
      }
      merge.executeBatch();
    }
  }

  public boolean contains(Hash digest) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select 1 from sent_statement where digest = ?")) {
      select.setBytes(1, digest.bytes());
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }
}
