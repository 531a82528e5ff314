package health.cairn.ledger.journal;

import health.cairn.ledger.merkle.Hash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// What a witness signs when it has seen a checkpoint and knows of no other history of that journal:
/// C2SP tlog-cosignature, `cosignature/v1`. That it is well-formed says nothing yet: see [#holds].
public final class Cosignature {
  private static final byte ALGORITHM = 0x04;
  private static final int KEY_ID = 4;
  private static final int TIME = 8;
  private static final int ED25519 = 64;
  private static final String DASH = "\u2014 ";

  private final VerificationKey witness;
  private final Instant time;
  private final byte[] signature;

  private Cosignature(VerificationKey witness, Instant time, byte[] signature) {
    if (signature.length != ED25519 || time.getEpochSecond() < 0) {
      throw new IllegalArgumentException("not a cosignature");
    }
    new Checkpoint(witness.name(), 1, SOME, time); // names are as restricted as origins
    this.witness = witness;
    this.time = time.truncatedTo(ChronoUnit.SECONDS);
    this.signature = signature.clone();
  }

  private static final Hash SOME = Hash.sha256("");

  /// Cosigns a checkpoint. Only for a witness that made sure of its history.
  public static Cosignature sign(SigningKey key, Checkpoint checkpoint, Instant time) {
    Instant second = time.truncatedTo(ChronoUnit.SECONDS);
    return new Cosignature(
        key.verificationKey(), second, key.sign(message(second.getEpochSecond(), checkpoint)));
  }

  /// A cosignature from its parts.
  ///
  /// @param signature 64 bytes; copied
  public static Cosignature of(VerificationKey witness, Instant time, byte[] signature) {
    return new Cosignature(witness, time, signature);
  }

  public VerificationKey witness() {
    return witness;
  }

  /// When the witness saw the checkpoint, by its clock, to the second.
  public Instant time() {
    return time;
  }

  /// A copy of the 64 bytes.
  public byte[] signature() {
    return signature.clone();
  }

  /// Whether the witness signed exactly this checkpoint at this time. Fails closed.
  public boolean holds(Checkpoint checkpoint) {
    return witness.verifies(message(time.getEpochSecond(), checkpoint), signature);
  }

  /// The signature line of the note, without its line feed.
  public String line() {
    byte[] value =
        ByteBuffer.allocate(KEY_ID + TIME + ED25519)
            .put(witness.keyIdBytes(ALGORITHM))
            .putLong(time.getEpochSecond())
            .put(signature)
            .array();
    return DASH + witness.name() + " " + Base64.getEncoder().encodeToString(value);
  }

  /// Reads [#line] back and nothing else.
  ///
  /// @param witness whose line it is
  /// @throws IllegalArgumentException on anything that would not be written this way
  public static Cosignature parse(VerificationKey witness, String line) {
    String prefix = DASH + witness.name() + " ";
    if (!line.startsWith(prefix)) {
      throw new IllegalArgumentException("a cosignature of another witness");
    }
    byte[] value = Base64.getDecoder().decode(line.substring(prefix.length()));
    if (value.length != KEY_ID + TIME + ED25519) {
      throw new IllegalArgumentException("a cosignature of " + value.length + " bytes");
    }
    long seconds = ByteBuffer.wrap(value, KEY_ID, TIME).getLong();
    if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
      throw new IllegalArgumentException("a cosignature without a time");
    }
    var read =
        new Cosignature(
            witness,
            Instant.ofEpochSecond(seconds),
            Arrays.copyOfRange(value, KEY_ID + TIME, value.length));
    if (!read.line().equals(line)) {
      throw new IllegalArgumentException("a cosignature that is not in its canonical form");
    }
    return read;
  }

  /// A witness's key as C2SP writes it: name, key id, and the key after its type byte.
  public static String keyText(VerificationKey witness) {
    byte[] typed = new byte[1 + VerificationKey.BYTES];
    typed[0] = ALGORITHM;
    System.arraycopy(witness.raw(), 0, typed, 1, VerificationKey.BYTES);
    return witness.name()
        + "+"
        + HexFormat.of().formatHex(witness.keyIdBytes(ALGORITHM))
        + "+"
        + Base64.getEncoder().encodeToString(typed);
  }

  /// Reads [#keyText] back and nothing else.
  public static VerificationKey parseKey(String text) {
    String[] parts = text.split("\\+", 3); // base64 may hold further ones
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a witness's key");
    }
    byte[] typed = Base64.getDecoder().decode(parts[2]);
    if (typed.length != 1 + VerificationKey.BYTES) {
      throw new IllegalArgumentException("not a witness's key");
    }
    VerificationKey key = VerificationKey.of(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
    if (!keyText(key).equals(text)) {
      throw new IllegalArgumentException("a witness's key that is not in its canonical form");
    }
    return key;
  }

  private static byte[] message(long seconds, Checkpoint checkpoint) {
    return ("cosignature/v1\ntime " + seconds + "\n" + checkpoint.text())
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cosignature cosignature
        && line().equals(cosignature.line())
        && witness.equals(cosignature.witness);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(signature);
  }

  @Override
  public String toString() {
    return line();
  }
}
