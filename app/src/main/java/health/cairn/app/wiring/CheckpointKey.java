package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.store.Database;
import health.cairn.app.store.Secrets;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.journal.CheckpointSigner;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// The key that signs a home's checkpoints: made when the home is opened first, kept in its database.
final class CheckpointKey {
  private static final String ORIGIN = "checkpoint-origin";
  private static final String KEY = "checkpoint-key";

  private CheckpointKey() {}

  static CheckpointSigner of(Database database) throws CairnException {
    return database.write(CheckpointKey::getOrMake);
  }

  private static CheckpointSigner getOrMake(Connection connection)
      throws SQLException, CairnException {
    Secrets secrets = new Secrets(connection);
    Optional<byte[]> origin = secrets.get(ORIGIN);
    Optional<byte[]> key = secrets.get(KEY);
    if (origin.isPresent() && key.isPresent()) {
      try {
        return CheckpointSigner.fromKeyBytes(
            new String(origin.get(), StandardCharsets.US_ASCII), key.get());
      } catch (LedgerException e) {
        throw Failures.of(e);
      } finally {
        Arrays.fill(key.get(), (byte) 0);
      }
    }
    byte[] id = new byte[8];
    new SecureRandom().nextBytes(id);
    CheckpointSigner signer = CheckpointSigner.generate("cairn/" + HexFormat.of().formatHex(id));
    secrets.put(ORIGIN, signer.origin().getBytes(StandardCharsets.US_ASCII));
    keep(connection, signer);
    return signer;
  }

  /// Keeps the key in place of the one before it, which is gone with that.
  static void keep(Connection connection, CheckpointSigner signer) throws SQLException {
    byte[] bytes = signer.keyBytes();
    new Secrets(connection).put(KEY, bytes);
    Arrays.fill(bytes, (byte) 0);
  }
}
