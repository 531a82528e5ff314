package health.cairn.app.store;

import health.cairn.ledger.AnchorState;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.Passage;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.anchor.SignedTransaction;
import health.cairn.ledger.merkle.Hash;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// The eleven columns, from `state` to `receipt_time`, in which every table of what waits for the chain keeps how far
/// it is.
final class PassageColumns {
  private PassageColumns() {}

  static Passage read(ResultSet row) throws SQLException {
    SignedTransaction transaction = null;
    Receipt receipt = null;
    if (row.getString("tx_hash") != null) {
      ChainPlace place =
          new ChainPlace(
              row.getLong("chain_id"),
              new Address(row.getString("contract")),
              new Address(row.getString("institution")));
      Hash hash = Hash.fromHex(row.getString("tx_hash"));
      transaction =
          new SignedTransaction(place, hash, row.getLong("tx_nonce"), row.getString("tx_raw"));
      if (row.getString("receipt_block_hash") != null) {
        receipt =
            new Receipt(
                place,
                hash,
                row.getLong("receipt_block"),
                Hash.fromHex(row.getString("receipt_block_hash")),
                row.getObject("receipt_time", OffsetDateTime.class).toInstant());
      }
    }
    return new Passage(
        AnchorState.valueOf(row.getString("state")), transaction, receipt, row.getString("reason"));
  }

  /// @param first number of the parameter for `state`
  static void set(PreparedStatement put, int first, Passage passage) throws SQLException {
    SignedTransaction transaction = passage.transaction();
    Receipt receipt = passage.receipt();
    put.setString(first, passage.state().name());
    put.setString(first + 1, passage.reason());
    number(put, first + 2, transaction == null ? null : transaction.place().chainId());
    put.setString(first + 3, transaction == null ? null : transaction.place().contract().hex());
    put.setString(first + 4, transaction == null ? null : transaction.place().institution().hex());
    put.setString(first + 5, transaction == null ? null : transaction.hash().hex());
    number(put, first + 6, transaction == null ? null : transaction.nonce());
    put.setString(first + 7, transaction == null ? null : transaction.raw());
    number(put, first + 8, receipt == null ? null : receipt.block());
    put.setString(first + 9, receipt == null ? null : receipt.blockHash().hex());
    put.setObject(first + 10, receipt == null ? null : receipt.time().atOffset(ZoneOffset.UTC));
  }

  private static void number(PreparedStatement put, int column, @Nullable Long value)
      throws SQLException {
    if (value == null) {
      put.setNull(column, Types.BIGINT);
    } else {
      put.setLong(column, value);
    }
  }
}
