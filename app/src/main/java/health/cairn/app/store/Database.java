package health.cairn.app.store;

import health.cairn.app.CairnException;
import health.cairn.app.security.KeyRing;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The encrypted H2 database of a home.
///
/// One writer at a time, so that what a transaction adds to the record and to the journal comes in
/// one order; readers are not blocked. What was written is on disk when [#write] returns.
public final class Database implements Session, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /// Up to this many bytes a text stays in its row; most records do, and are read in one go.
  private static final int LARGEST_IN_ROW = 8192;

  private final JdbcConnectionPool pool;
  private final ReentrantLock writing = new ReentrantLock();
  private final DatabaseLength length;
  private volatile boolean opened;
  private volatile boolean closed;
  private volatile boolean compacting;

  private Database(JdbcConnectionPool pool, DatabaseLength length) {
    this.pool = pool;
    this.length = length;
  }

  /// Opens the database of a home, creating it and bringing its tables up to date.
  public static Database open(Home home, KeyRing keys) throws CairnException {
    boolean existing = home.hasDatabase();
    DatabaseLength length = new DatabaseLength(home);
    if (existing) {
      length.check();
    }
    JdbcDataSource source = new JdbcDataSource();
    source.setURL(
        "jdbc:h2:file:"
            + home.database()
            + ";CIPHER=AES;WRITE_DELAY=0;REUSE_SPACE=FALSE;DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=32768;TRACE_LEVEL_FILE=0;MAX_LENGTH_INPLACE_LOB="
            + LARGEST_IN_ROW);
    source.setUser("cairn");
    char[] file = keys.databasePassword();
    char[] both = Arrays.copyOf(file, file.length + 1 + file.length);
    both[file.length] = ' ';
    System.arraycopy(file, 0, both, file.length + 1, file.length);
    source.setPasswordChars(both);
    Arrays.fill(file, '\0');
    JdbcConnectionPool pool = JdbcConnectionPool.create(source);
    pool.setMaxConnections(8);
    Database database = new Database(pool, length);
    try {
      if (existing) {
        database.read(connection -> true); // a damaged file shows here, not as a failure to write
      }
      database.write(
          connection -> {
            Migrations.apply(connection);
            return true;
          });
      length.forget();
      database.opened = true;
      home.narrowDatabase();
      return database;
    } catch (CairnException e) {
      database.close();
      throw e;
    }
  }

  /// Runs work that changes nothing.
  public <T> T read(Work<T> work) throws CairnException {
    try (Connection connection = connection()) {
      connection.setReadOnly(true);
      return work.on(connection);
    } catch (SQLException e) {
      throw isStorage(e) ? damaged(e) : failure(e);
    }
  }

  /// A transaction of its own for each piece of work: the same as [#write].
  @Override
  public <T> T run(Work<T> work) throws CairnException {
    return write(work);
  }

  /// Where an adapter does what changes nothing, without waiting for who writes.
  public Session reading() {
    return new Session() {
      @Override
      public <T> T run(Work<T> work) throws CairnException {
        return read(work);
      }
    };
  }

  /// Runs work in a transaction: all of it is stored, or nothing.
  public <T> T write(Work<T> work) throws CairnException {
    writing.lock();
    try (Connection connection = connection()) {
      connection.setReadOnly(false);
      connection.setAutoCommit(false);
      boolean done = false;
      try {
        T result = work.on(connection);
        connection.commit();
        done = true;
        force(connection);
        return result;
      } finally {
        if (!done) {
          connection.rollback();
        }
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      writing.unlock();
    }
  }

  /// A commit alone hands its pages to threads of H2's own, which a killed process takes with it; `checkpoint sync`
  /// does not wait for them either. This does, and then for the disk (docs/decisions/0021).
  private static void force(Connection connection) throws SQLException {
    if (connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session) {
      MVStore store = session.getDatabase().getStore().getMvStore();
      store.commit();
      store.executeFilestoreOperation(store::sync);
    } else {
      throw new SQLException("the database is not of this process");
    }
  }

  /// Waits for the transaction that is under way; what comes after it is refused.
  @Override
  public void close() {
    writing.lock();
    try {
      closed = true;
      // Whoever still reads keeps the file open, and what closes it then may make it shorter.
      boolean last = pool.getActiveConnections() == 0;
      if (compacting && last) {
        compacting = false;
        compact();
      }
      pool.dispose();
      if (opened && last) {
        length.remember();
      }
    } catch (IOException e) {
      LOG.warn("how long the database is cannot be noted", e);
    } finally {
      writing.unlock();
    }
  }

  /// For what was deleted to be overwritten: the file is written anew when it is closed.
  public void compactWhenClosed() {
    compacting = true;
  }

  private void compact() {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("shutdown compact");
    } catch (SQLException e) {
      LOG.warn("the database could not be made compact: deleted rows may still be in its file", e);
    }
  }

  private Connection connection() throws SQLException, CairnException {
    try {
      return pool.getConnection();
    } catch (IllegalStateException e) {
      if (closed) {
        throw new CairnException(
            CairnException.Kind.REFUSED, "This home was closed in the meantime.", e);
      }
      throw e;
    }
  }

  static CairnException failure(SQLException e) {
    return switch (e.getErrorCode()) {
      case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
          new CairnException(
              CairnException.Kind.REFUSED,
              "This home is open in another Cairn; close that one first.",
              e);
      case ErrorCode.FILE_ENCRYPTION_ERROR_1, ErrorCode.WRONG_USER_OR_PASSWORD ->
          new CairnException(
              CairnException.Kind.INTEGRITY,
              "The database is damaged, or belongs to other keys; restore the home from a backup.",
              e);
      case ErrorCode.FILE_CORRUPTED_1, ErrorCode.GENERAL_ERROR_1 -> damaged(e);
      case ErrorCode.IO_EXCEPTION_1, ErrorCode.IO_EXCEPTION_2, ErrorCode.DATABASE_IS_CLOSED ->
          new CairnException(
              CairnException.Kind.REFUSED,
              "The database cannot be written; is the disk full? Nothing of this step was stored.",
              e);
      default ->
          new CairnException(
              CairnException.Kind.INTEGRITY,
              "The database refused (code "
                  + e.getErrorCode()
                  + "); nothing of this step was stored.",
              e);
    };
  }

  /// Whether the file under the database failed, rather than what was asked of it.
  private static boolean isStorage(SQLException e) {
    return switch (e.getErrorCode()) {
      case ErrorCode.IO_EXCEPTION_1,
          ErrorCode.IO_EXCEPTION_2,
          ErrorCode.FILE_CORRUPTED_1,
          ErrorCode.GENERAL_ERROR_1 ->
          true;
      default -> false;
    };
  }

  private static CairnException damaged(SQLException e) {
    return new CairnException(
        CairnException.Kind.INTEGRITY,
        "The database is damaged; restore the home from a backup.",
        e);
  }
}
