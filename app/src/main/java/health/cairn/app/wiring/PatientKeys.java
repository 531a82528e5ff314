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
    Optional<GrantKeys> kept = find(connection, patientKey);
    if (kept.isPresent()) {
      return kept.get();
    }
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    new Secrets(connection).put(SECRET + patientKey, secret);
    return keys(secret);
  }

  /// Empty where the patient has no secret yet.
  Optional<GrantKeys> find(Connection connection, String patientKey)
      throws SQLException, CairnException {
    Optional<byte[]> kept = new Secrets(connection).get(SECRET + patientKey);
    return kept.isPresent() ? Optional.of(keys(kept.get())) : Optional.empty();
  }

  private GrantKeys keys(byte[] secret) throws CairnException {
    Function<String, Hash> members = settings.institutions();
    GrantKeys keys = new GrantKeys(secret, here, members);
    Arrays.fill(secret, (byte) 0);
    return keys;
  }
}
