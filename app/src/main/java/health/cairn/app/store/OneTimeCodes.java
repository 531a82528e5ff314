package health.cairn.app.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Codes that let a patient in at the kiosk: 8 random digits, good for one use and a while. Only an HMAC under a
/// key of the home is kept. As nobody says whose code they mean, every wrong try counts against every code
/// that holds: after five, all are gone. Bound to one connection.
public final class OneTimeCodes {
  public static final int DIGITS = 8;
  static final int TRIES = 5;
  private static final String KEY = "one-time-code-key";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Connection connection;

  public OneTimeCodes(Connection connection) {
    this.connection = connection;
  }

  /// Whom a code lets in.
  public record Admitted(String patientKey, String recipient, boolean witnessNeeded) {}

  /// A fresh code; a patient's earlier one holds no longer.
  public String issue(
      String patientKey, String recipient, boolean witnessNeeded, Instant validUntil)
      throws SQLException {
    String code = "%08d".formatted(RANDOM.nextInt(100_000_000));
    try (PreparedStatement delete =
        connection.prepareStatement("delete from one_time_code where patient_key = ?")) {
      delete.setString(1, patientKey);
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into one_time_code(patient_key, mac, recipient, witness_needed, valid_until)"
                + " values (?, ?, ?, ?, ?)")) {
      insert.setString(1, patientKey);
      insert.setBytes(2, mac(code));
      insert.setString(3, recipient);
      insert.setBoolean(4, witnessNeeded);
      insert.setObject(5, ConsentStore.time(validUntil));
      insert.executeUpdate();
    }
    return code;
  }

  /// Takes a code: it lets in once. Every code is compared, each in constant time.
  public Optional<Admitted> redeem(String typed, Instant now) throws SQLException {
    deleteWhere("valid_until < ?", ConsentStore.time(now));
    byte[] mac = mac(typed);
    long number = -1;
    Optional<Admitted> admitted = Optional.empty();
    try (PreparedStatement select =
            connection.prepareStatement(
                "select number, mac, patient_key, recipient, witness_needed from one_time_code");
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        if (MessageDigest.isEqual(mac, rows.getBytes(2))) {
          number = rows.getLong(1);
          admitted =
              Optional.of(new Admitted(rows.getString(3), rows.getString(4), rows.getBoolean(5)));
        }
      }
    }
    if (admitted.isPresent()) {
      deleteWhere("number = ?", number);
    } else {
      try (PreparedStatement count =
          connection.prepareStatement("update one_time_code set wrong_tries = wrong_tries + 1")) {
        count.executeUpdate();
      }
      deleteWhere("wrong_tries >= ?", TRIES);
    }
    return admitted;
  }

  private void deleteWhere(String condition, Object argument) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("delete from one_time_code where " + condition)) {
      delete.setObject(1, argument);
      delete.executeUpdate();
    }
  }

  private byte[] mac(String code) throws SQLException {
    Secrets secrets = new Secrets(connection);
    Optional<byte[]> kept = secrets.get(KEY);
    byte[] key = kept.orElseGet(() -> new byte[32]);
    if (kept.isEmpty()) {
      RANDOM.nextBytes(key);
      secrets.put(KEY, key);
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(code.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
