package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.app.store.Secrets;
import health.cairn.ledger.merkle.Hash;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/// Keys of patients towards a chain, each derived from a secret of the patient's that is made when it is first needed.
final class PatientKeys {
  private static final String SECRET = "patient-grants/";

  private final ChainSettings settings;
  private final String here;

  /// @param here name of this institution
  PatientKeys(ChainSettings settings, String here) {
    this.settings = settings;
    this.here = here;
  }

  /// How the network knows this institution.
  Hash institution() throws CairnException {
    return settings.institutions().apply(here);
  }

  /// To be called in a transaction that writes.
  GrantKeys of(Connection connection, String patientKey) throws SQLException, CairnException {
    Function<String, Hash> members = settings.institutions();
    Secrets secrets = new Secrets(connection);
    Optional<byte[]> kept = secrets.get(SECRET + patientKey);
    byte[] secret;
    if (kept.isPresent()) {
      secret = kept.get();
    } else {
      secret = new byte[32];
      new SecureRandom().nextBytes(secret);
      secrets.put(SECRET + patientKey, secret);
    }
    GrantKeys keys = new GrantKeys(secret, here, members);
    Arrays.fill(secret, (byte) 0);
    return keys;
  }
}
