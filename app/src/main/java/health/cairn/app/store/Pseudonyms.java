package health.cairn.app.store;

import health.cairn.ledger.journal.Salt;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// Pseudonyms of patients who agreed that corrections of their findings improve the models here. Each patient has
/// a salt of their own; once it is destroyed, nothing leads from a pseudonym to a patient. Bound to one connection.
final class Pseudonyms {
  private static final String OF_THE_PATIENT = "learning example";
  private static final int DIGITS = 32;

  private final Connection connection;

  Pseudonyms(Connection connection) {
    this.connection = connection;
  }

  /// @return 32 hexadecimal digits; empty where the patient did not agree
  Optional<String> of(String patientKey) throws SQLException {
    return of(patientKey, OF_THE_PATIENT);
  }

  /// One for something of the patient's.
  Optional<String> of(String patientKey, String what) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select salt from learning_consent where patient_key = ?")) {
      select.setString(1, patientKey);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                Salt.of(row.getBytes(1))
                    .digest(what.getBytes(StandardCharsets.UTF_8))
                    .hex()
                    .substring(0, DIGITS))
            : Optional.empty();
      }
    }
  }
}
