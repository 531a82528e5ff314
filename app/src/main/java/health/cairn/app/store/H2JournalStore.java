package health.cairn.app.store;

import health.cairn.app.CairnException;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.journal.JournalStore;
import health.cairn.ledger.journal.Leaf;
import health.cairn.ledger.journal.Opening;
import health.cairn.ledger.journal.Salt;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.merkle.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The journal in the encrypted database.
public final class H2JournalStore implements JournalStore {
  private static final int BATCH = 1_000;

  private final Session session;

  /// @param session of its own, or bound to the transaction in which the entries' records are stored
  public H2JournalStore(Session session) {
    this.session = session;
  }

  @Override
  public long size() throws LedgerException {
    return run(H2JournalStore::size);
  }

  @Override
  public void append(List<Leaf> leaves) throws LedgerException {
    boolean fits =
        run(
            connection -> {
              long next = size(connection);
              for (Leaf leaf : leaves) {
                if (leaf.index() != next++) {
                  return false;
                }
              }
              insert(connection, leaves);
              return true;
            });
    if (!fits) {
      throw new LedgerException(Kind.CONFLICT, "The journal has grown meanwhile; try again.");
    }
  }

  @Override
  public List<Hash> leafHashes(long from, long to) throws LedgerException {
    return run(
        connection -> {
          Objects.checkFromToIndex(from, to, size(connection));
          List<Hash> hashes = new ArrayList<>((int) (to - from));
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select hash from leaf where leaf_index >= ? and leaf_index < ? order by leaf_index")) {
            select.setLong(1, from);
            select.setLong(2, to);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                hashes.add(Hash.of(rows.getBytes(1)));
              }
            }
          }
          return hashes;
        });
  }

  @Override
  public Optional<Opening> opening(long index) throws LedgerException {
    return run(
        connection -> {
          Objects.checkIndex(index, size(connection));
          try (PreparedStatement select =
              connection.prepareStatement("select salt, opening from leaf where leaf_index = ?")) {
            select.setLong(1, index);
            try (ResultSet row = select.executeQuery()) {
              if (!row.next() || row.getString(2) == null) {
                return Optional.empty();
              }
              return Optional.of(new Opening(Salt.of(row.getBytes(1)), row.getString(2)));
            }
          }
        });
  }

  @Override
  public void destroyOpening(long index) throws LedgerException {
    run(
        connection -> {
          Objects.checkIndex(index, size(connection));
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update leaf set salt = null, opening = null where leaf_index = ?")) {
            update.setLong(1, index);
            return update.executeUpdate();
          }
        });
  }

  @Override
  public void save(SignedCheckpoint checkpoint) throws LedgerException {
    boolean same =
        run(
            connection -> {
              long size = checkpoint.checkpoint().size();
              byte[] root = checkpoint.checkpoint().root().bytes();
              try (PreparedStatement select =
                  connection.prepareStatement("select root from checkpoint where size = ?")) {
                select.setLong(1, size);
                try (ResultSet row = select.executeQuery()) {
                  if (row.next()) {
                    return Arrays.equals(row.getBytes(1), root);
                  }
                }
              }
              try (PreparedStatement insert =
                  connection.prepareStatement("insert into checkpoint values (?, ?, ?)")) {
                insert.setLong(1, size);
                insert.setBytes(2, root);
                insert.setString(3, checkpoint.note());
                insert.executeUpdate();
                return true;
              }
            });
    if (!same) {
      throw new LedgerException(
          Kind.INTEGRITY,
          "Two roots for " + checkpoint.checkpoint().size() + " entries: the journal has forked.");
    }
  }

  @Override
  public Optional<SignedCheckpoint> checkpoint(long size) throws LedgerException {
    return notes("select note from checkpoint where size = " + size).stream().findFirst();
  }

  @Override
  public List<SignedCheckpoint> checkpoints() throws LedgerException {
    return notes("select note from checkpoint order by size");
  }

  @Override
  public Optional<SignedCheckpoint> latestCheckpoint() throws LedgerException {
    return notes("select note from checkpoint order by size desc limit 1").stream().findFirst();
  }

  private List<SignedCheckpoint> notes(String sql) throws LedgerException {
    List<String> notes =
        run(
            connection -> {
              List<String> found = new ArrayList<>();
              try (PreparedStatement select = connection.prepareStatement(sql);
                  ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                  found.add(rows.getString(1));
                }
              }
              return found;
            });
    try {
      return notes.stream().map(SignedCheckpoint::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new LedgerException(Kind.INTEGRITY, "A stored checkpoint is damaged.", e);
    }
  }

  private static long size(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("select coalesce(max(leaf_index) + 1, 0) from leaf");
        ResultSet row = select.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void insert(Connection connection, List<Leaf> leaves) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into leaf values (?, ?, ?, ?)")) {
      int waiting = 0;
      for (Leaf leaf : leaves) {
        insert.setLong(1, leaf.index());
        insert.setBytes(2, leaf.hash().bytes());
        insert.setBytes(3, leaf.opening().salt().bytes());
        insert.setString(4, leaf.opening().canonicalJson());
        insert.addBatch();
        if (++waiting == BATCH) {
          insert.executeBatch();
          waiting = 0;
        }
      }
      insert.executeBatch();
    }
  }

  private <T> T run(Session.Work<T> work) throws LedgerException {
    try {
      return session.run(work);
    } catch (CairnException e) {
      Kind kind = e.kind() == CairnException.Kind.INTEGRITY ? Kind.INTEGRITY : Kind.ENVIRONMENT;
      throw new LedgerException(kind, e.getMessage(), e);
    }
  }
}
