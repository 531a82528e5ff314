package health.cairn.app.store;

import health.cairn.app.CairnException;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.journal.Cosignature;
import health.cairn.ledger.journal.JournalStore;
import health.cairn.ledger.journal.KeyChange;
import health.cairn.ledger.journal.Leaf;
import health.cairn.ledger.journal.Opening;
import health.cairn.ledger.journal.Salt;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.journal.StoredLeaf;
import health.cairn.ledger.merkle.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
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
  public List<StoredLeaf> leaves(long from, long to) throws LedgerException {
    return run(
        connection -> {
          Objects.checkFromToIndex(from, to, size(connection));
          List<StoredLeaf> leaves = new ArrayList<>((int) (to - from));
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select leaf_index, hash, salt, opening from leaf"
                      + " where leaf_index >= ? and leaf_index < ? order by leaf_index")) {
            select.setLong(1, from);
            select.setLong(2, to);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                leaves.add(leaf(rows));
              }
            }
          } catch (IllegalArgumentException e) {
            throw new CairnException(
                CairnException.Kind.INTEGRITY, "A stored entry is damaged.", e);
          }
          return leaves;
        });
  }

  /// What lost only one of its halves is as damaged as any other.
  private static StoredLeaf leaf(ResultSet row) throws SQLException, CairnException {
    byte[] salt = row.getBytes(3);
    String words = row.getString(4);
    if ((salt == null) != (words == null)) {
      throw new CairnException(
          CairnException.Kind.INTEGRITY, "A stored entry has lost its salt or its words.");
    }
    return new StoredLeaf(
        row.getLong(1),
        Hash.of(row.getBytes(2)),
        words == null ? null : new Opening(Salt.of(salt), words));
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
    return notes("where size = " + size).stream().findFirst();
  }

  @Override
  public List<SignedCheckpoint> checkpoints() throws LedgerException {
    return notes("order by size");
  }

  @Override
  public Optional<SignedCheckpoint> latestCheckpoint() throws LedgerException {
    return notes("order by size desc limit 1").stream().findFirst();
  }

  private List<SignedCheckpoint> notes(String where) throws LedgerException {
    record Row(long size, String rootHex, String note) {}
    List<Row> rows =
        run(
            connection -> {
              List<Row> found = new ArrayList<>();
              try (PreparedStatement select =
                      connection.prepareStatement(
                          "select size, root, note from checkpoint " + where);
                  ResultSet row = select.executeQuery()) {
                while (row.next()) {
                  found.add(
                      new Row(
                          row.getLong(1),
                          HexFormat.of().formatHex(row.getBytes(2)),
                          row.getString(3)));
                }
              }
              return found;
            });
    List<SignedCheckpoint> checkpoints = new ArrayList<>();
    try {
      for (Row row : rows) {
        SignedCheckpoint signed = SignedCheckpoint.parse(row.note);
        if (signed.checkpoint().size() != row.size
            || !signed.checkpoint().root().hex().equals(row.rootHex)) {
          throw new IllegalArgumentException("the note of another checkpoint");
        }
        checkpoints.add(signed);
      }
    } catch (IllegalArgumentException e) {
      throw new LedgerException(Kind.INTEGRITY, "A stored checkpoint is damaged.", e);
    }
    return checkpoints;
  }

  @Override
  public void save(long size, Cosignature cosignature) throws LedgerException {
    if (checkpoint(size).isEmpty()) {
      throw new LedgerException(Kind.REFUSED, "No checkpoint of " + size + " entries is kept.");
    }
    run(
        connection -> {
          try (PreparedStatement merge =
              connection.prepareStatement(
                  "merge into cosignature key(size, witness) values (?, ?, ?, ?)")) {
            merge.setLong(1, size);
            merge.setString(2, cosignature.witness().name());
            merge.setString(3, Cosignature.keyText(cosignature.witness()));
            merge.setString(4, cosignature.line());
            return merge.executeUpdate();
          }
        });
  }

  @Override
  public List<Cosignature> cosignatures(long size) throws LedgerException {
    List<String[]> rows =
        run(
            connection -> {
              List<String[]> found = new ArrayList<>();
              try (PreparedStatement select =
                  connection.prepareStatement(
                      "select witness_key, line from cosignature where size = ? order by witness")) {
                select.setLong(1, size);
                try (ResultSet row = select.executeQuery()) {
                  while (row.next()) {
                    found.add(new String[] {row.getString(1), row.getString(2)});
                  }
                }
              }
              return found;
            });
    try {
      return rows.stream()
          .map(row -> Cosignature.parse(Cosignature.parseKey(row[0]), row[1]))
          .sorted(Comparator.comparing(cosignature -> cosignature.witness().name()))
          .toList();
    } catch (IllegalArgumentException e) {
      throw new LedgerException(Kind.INTEGRITY, "A stored cosignature is damaged.", e);
    }
  }

  @Override
  public void save(KeyChange change) throws LedgerException {
    long next = keyChanges().size() + 1L;
    if (change.body().number() != next) {
      throw new LedgerException(Kind.CONFLICT, "The journal's key was changed meanwhile.");
    }
    run(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement("insert into key_change values (?, ?)")) {
            insert.setLong(1, next);
            insert.setString(2, change.note());
            return insert.executeUpdate();
          }
        });
  }

  @Override
  public List<KeyChange> keyChanges() throws LedgerException {
    List<String> notes =
        run(
            connection -> {
              List<String> found = new ArrayList<>();
              try (PreparedStatement select =
                      connection.prepareStatement("select note from key_change order by number");
                  ResultSet row = select.executeQuery()) {
                while (row.next()) {
                  found.add(row.getString(1));
                }
              }
              return found;
            });
    try {
      return notes.stream().map(KeyChange::parse).toList();
    } catch (IllegalArgumentException e) {
      throw new LedgerException(Kind.INTEGRITY, "A stored change of the key is damaged.", e);
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
