package health.cairn.imaging.dicom;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// DICOM unique identifiers under the root that needs no registration: `2.25.` and a UUID as a
/// decimal number (PS3.5 B.2).
public final class DicomUid {
  private DicomUid() {}

  /// A new UID from a random UUID.
  public static String random() {
    return of(UUID.randomUUID());
  }

  /// The same UID for the same name, always: for seeded, reproducible data. The UUID is a hash of
  /// the name (RFC 9562 version 8, over SHA-256).
  public static String named(String name) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      ByteBuffer bytes = ByteBuffer.wrap(hash);
      long high = (bytes.getLong() & ~0xf000L) | 0x8000L;
      long low = (bytes.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
      return of(new UUID(high, low));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  private static String of(UUID uuid) {
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(uuid.getMostSignificantBits())
            .putLong(uuid.getLeastSignificantBits())
            .array();
    return "2.25." + new BigInteger(1, bytes);
  }
}
