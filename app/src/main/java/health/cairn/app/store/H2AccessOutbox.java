package health.cairn.app.store;

import health.cairn.app.CairnException;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.access.AccessNote;
import health.cairn.ledger.access.AccessTask;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.Outbox;
import health.cairn.ledger.consent.WatchKey;
import health.cairn.ledger.merkle.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Batches of accesses and flags of break-glass on their way to one registry, in the encrypted database. Numbers are
/// that registry's: in another one they begin again. Each is the lowest that is free there and here, so a number that
/// was refused and is not taken is used again, and other homes of the institution are not in the way.
public final class H2AccessOutbox implements Outbox<AccessTask> {
  /// A batch costs the same on chain whatever its size.
  private static final int LARGEST_BATCH = 1 << 16;

  private static final String HERE = " registry_chain = ? and registry = ?";
  private static final String UNDER_WAY = " state in ('PREPARED', 'SUBMITTED', 'INCLUDED')";
  private static final String MAYBE_THERE = " state in ('SUBMITTED', 'INCLUDED', 'VERIFIED')";

  private final Session session;
  private final long chainId;
  private final Address registry;

  public H2AccessOutbox(Session session, long chainId, Address registry) {
    this.session = session;
    this.chainId = chainId;
    this.registry = registry;
  }

  /// The keys of patients' flags.
  @FunctionalInterface
  public interface WatchKeys {
    WatchKey of(Connection connection, String patientKey) throws SQLException, CairnException;
  }

  /// What a registry has under this institution's name, whoever said it.
  ///
  /// @param batches number of the newest; zero where there is none
  /// @param tags those of [#refusedTags] that are taken there
  public record Taken(long batches, Set<Hash> tags) {
    public Taken {
      tags = Set.copyOf(tags);
    }
  }

  /// What the chain does not have yet.
  ///
  /// @param accesses entries that say who looked
  /// @param flags those of break-glass without a flag there
  /// @param refused batches and flags that the chain refused for good; what was in them waits again
  public record Waiting(long accesses, long flags, long refused) {}

  /// Of every registry.
  public static Waiting waiting(Connection connection) throws SQLException {
    return new Waiting(
        number(
                connection,
                "select count(*) from access_leaf a left join access_task t on t.id = a.task"
                    + " where a.task is null or t.state = 'REJECTED'")
            + number(
                connection, "select coalesce(sum(entries), 0) from access_task where" + UNDER_WAY),
        number(
            connection,
            "select count(*) from break_glass b left join access_task t on t.id = b.task"
                + " where b.task is null or t.state <> 'VERIFIED'"),
        number(connection, "select count(*) from access_task where state = 'REJECTED'"));
  }

  /// Makes flags of what needs one and, unless one is under way, a batch of the accesses that are in none. What was
  /// refused, or never signed for another registry, waits anew.
  ///
  /// @param batch whether accesses may become a batch now
  /// @param taken as the registry was just asked
  /// @return whether there is something new
  public boolean gather(WatchKeys keys, boolean batch, Taken taken) throws LedgerException {
    return run(
        connection -> {
          long newest =
              ofBatches(connection, "select coalesce(max(number), 0)", " and" + MAYBE_THERE);
          long next = Math.max(newest, taken.batches()) + 1;
          release(connection, next);
          boolean flagged = gatherFlags(connection, keys, taken.tags());
          return (batch && gatherBatch(connection, next)) || flagged;
        });
  }

  /// A batch above the next number was numbered by what is not so, and could never be sent.
  private void release(Connection connection, long next) throws SQLException {
    String misplaced =
        " in (select id from access_task where state = 'PREPARED' and (not ("
            + HERE
            + ") or (kind = 'BATCH' and number > ?)))";
    update(connection, "update access_leaf set task = null where task" + misplaced, next);
    update(connection, "update break_glass set task = null where task" + misplaced, next);
    update(connection, "delete from access_task where id" + misplaced, next);
    try (Statement refused = connection.createStatement()) {
      refused.executeUpdate(
          "update access_leaf set task = null"
              + " where task in (select id from access_task where state = 'REJECTED')");
    }
  }

  private void update(Connection connection, String sql, long next) throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setLong(1, chainId);
      update.setString(2, registry.hex());
      update.setLong(3, next);
      update.executeUpdate();
    }
  }

  private boolean gatherFlags(Connection connection, WatchKeys keys, Set<Hash> taken)
      throws SQLException, CairnException {
    record Due(long leaf, String patientKey, Hash entry) {}
    List<Due> due = new ArrayList<>();
    try (Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery(
                "select b.leaf_index, b.patient_key, l.hash from break_glass b"
                    + " join leaf l on l.leaf_index = b.leaf_index"
                    + " left join access_task t on t.id = b.task"
                    + " where b.task is null or t.state = 'REJECTED' order by b.leaf_index")) {
      while (rows.next()) {
        due.add(new Due(rows.getLong(1), rows.getString(2), Hash.of(rows.getBytes(3))));
      }
    }
    for (Due one : due) {
      WatchKey key = keys.of(connection, one.patientKey());
      Set<Long> used = usedFlags(connection, one.patientKey());
      long number = 1; // without gaps, for the watcher looks no further than the first
      while (used.contains(number) || taken.contains(key.tag(number))) {
        number++;
      }
      long task = insert(connection, number, new AccessNote.Flag(key.tag(number), one.entry()));
      try (PreparedStatement update =
          connection.prepareStatement("update break_glass set task = ? where leaf_index = ?")) {
        update.setLong(1, task);
        update.setLong(2, one.leaf());
        update.executeUpdate();
      }
    }
    return !due.isEmpty();
  }

  private Set<Long> usedFlags(Connection connection, String patientKey) throws SQLException {
    Set<Long> used = new HashSet<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select t.number from access_task t join break_glass b on b.task = t.id where"
                + HERE
                + " and t.state <> 'REJECTED' and b.patient_key = ?")) {
      select.setLong(1, chainId);
      select.setString(2, registry.hex());
      select.setString(3, patientKey);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          used.add(rows.getLong(1));
        }
      }
    }
    return used;
  }

  private boolean gatherBatch(Connection connection, long number) throws SQLException {
    if (ofBatches(connection, "select count(*)", " and" + UNDER_WAY) > 0) {
      return false;
    }
    List<Long> indices = new ArrayList<>();
    List<Hash> leaves = new ArrayList<>();
    try (Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery(
                "select a.leaf_index, l.hash from access_leaf a"
                    + " join leaf l on l.leaf_index = a.leaf_index where a.task is null"
                    + " order by a.leaf_index limit "
                    + LARGEST_BATCH)) {
      while (rows.next()) {
        indices.add(rows.getLong(1));
        leaves.add(Hash.of(rows.getBytes(2)));
      }
    }
    if (leaves.isEmpty()) {
      return false;
    }
    long task = insert(connection, number, AccessNote.Batch.of(number, leaves));
    try (PreparedStatement update =
        connection.prepareStatement("update access_leaf set task = ? where leaf_index = ?")) {
      for (long index : indices) {
        update.setLong(1, task);
        update.setLong(2, index);
        update.addBatch();
      }
      update.executeBatch();
    }
    return true;
  }

  private long ofBatches(Connection connection, String what, String more) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            what + " from access_task where kind = 'BATCH' and" + HERE + more)) {
      select.setLong(1, chainId);
      select.setString(2, registry.hex());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private long insert(Connection connection, long number, AccessNote note) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into access_task(registry_chain, registry, kind, number, digest, tag, entries,"
                + " state, reason) values (?, ?, ?, ?, ?, ?, ?, 'PREPARED', '')",
            Statement.RETURN_GENERATED_KEYS)) {
      insert.setLong(1, chainId);
      insert.setString(2, registry.hex());
      insert.setLong(4, number);
      switch (note) {
        case AccessNote.Batch batch -> {
          insert.setString(3, "BATCH");
          insert.setString(5, batch.root().hex());
          insert.setNull(6, Types.CHAR);
          insert.setInt(7, batch.count());
        }
        case AccessNote.Flag flag -> {
          insert.setString(3, "FLAG");
          insert.setString(5, flag.entry().hex());
          insert.setString(6, flag.tag().hex());
          insert.setNull(7, Types.INTEGER);
        }
      }
      insert.executeUpdate();
      try (ResultSet key = insert.getGeneratedKeys()) {
        key.next();
        return key.getLong(1);
      }
    }
  }

  /// Flags first, then batches, each in their order.
  @Override
  public List<AccessTask> waiting() throws LedgerException {
    return rows(" and" + UNDER_WAY);
  }

  /// Everything that was ever to be said to this registry; flags first.
  public List<AccessTask> all() throws LedgerException {
    return rows("");
  }

  /// Tags of flags that were refused for good.
  public Set<Hash> refusedTags() throws LedgerException {
    Set<Hash> tags = new HashSet<>();
    for (AccessTask task : rows(" and kind = 'FLAG' and state = 'REJECTED'")) {
      if (task.note() instanceof AccessNote.Flag flag) {
        tags.add(flag.tag());
      }
    }
    return tags;
  }

  private List<AccessTask> rows(String more) throws LedgerException {
    return run(
        connection -> {
          List<AccessTask> found = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select * from access_task where" + HERE + more + " order by kind desc, id")) {
            select.setLong(1, chainId);
            select.setString(2, registry.hex());
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                found.add(task(rows));
              }
            }
          }
          return found;
        });
  }

  private static AccessTask task(ResultSet row) throws SQLException {
    Hash digest = Hash.fromHex(row.getString("digest"));
    String tag = row.getString("tag");
    return new AccessTask(
        tag == null
            ? new AccessNote.Batch(row.getLong("number"), digest, row.getInt("entries"))
            : new AccessNote.Flag(Hash.fromHex(tag), digest),
        PassageColumns.read(row));
  }

  @Override
  public void replace(AccessTask seen, AccessTask next) throws LedgerException {
    boolean done =
        seen.note().equals(next.note()) && run(connection -> replaced(connection, seen, next));
    if (!done) {
      throw new LedgerException(
          Kind.CONFLICT, "Somebody else has worked on the outbox meanwhile; nothing was changed.");
    }
  }

  private boolean replaced(Connection connection, AccessTask seen, AccessTask next)
      throws SQLException {
    Hash digest =
        switch (seen.note()) {
          case AccessNote.Batch batch -> batch.root();
          case AccessNote.Flag flag -> flag.entry();
        };
    try (PreparedStatement select =
        connection.prepareStatement(
            "select * from access_task where" + HERE + " and state = ? and digest = ?")) {
      select.setLong(1, chainId);
      select.setString(2, registry.hex());
      select.setString(3, seen.state().name());
      select.setString(4, digest.hex());
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          if (task(rows).equals(seen)) {
            write(connection, rows.getLong("id"), next);
            return true;
          }
        }
      }
    }
    return false;
  }

  private static void write(Connection connection, long id, AccessTask next) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update access_task set state = ?, reason = ?, chain_id = ?, contract = ?,"
                + " institution = ?, tx_hash = ?, tx_nonce = ?, tx_raw = ?, receipt_block = ?,"
                + " receipt_block_hash = ?, receipt_time = ? where id = ?")) {
      PassageColumns.set(update, 1, next.passage());
      update.setLong(12, id);
      update.executeUpdate();
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  private <T> T run(Session.Work<T> work) throws LedgerException {
    try {
      return session.run(work);
    } catch (CairnException e) {
      throw new LedgerException(Kind.ENVIRONMENT, e.getMessage(), e);
    }
  }
}
