package health.cairn.app.store;

import health.cairn.app.CairnException;
import java.sql.Connection;
import java.sql.SQLException;

/// Where an adapter does its work: in a transaction of its own ([Database]), or in the one its caller
/// has open ([#within]), so that a record and its journal entry are stored together.
public interface Session {

  <T> T run(Work<T> work) throws CairnException;

  /// Work on one connection.
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException, CairnException;
  }

  /// Everything in the transaction that `connection` has open.
  static Session within(Connection connection) {
    return new Session() {
      @Override
      public <T> T run(Work<T> work) throws CairnException {
        try {
          return work.on(connection);
        } catch (SQLException e) {
          throw Database.failure(e);
        }
      }
    };
  }
}
