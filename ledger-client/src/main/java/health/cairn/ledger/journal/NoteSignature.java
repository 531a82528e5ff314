package health.cairn.ledger.journal;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// One signature line of a C2SP signed note: 4 bytes of key id, 64 bytes of Ed25519.
public final class NoteSignature {
  private static final int KEY_ID = 4;
  private static final int ED25519 = 64;

  private final byte[] value;

  private NoteSignature(byte[] value) {
    if (value.length != KEY_ID + ED25519) {
      throw new IllegalArgumentException("a signature line of " + value.length + " bytes");
    }
    this.value = value;
  }

  static NoteSignature of(byte[] keyId, byte[] signature) {
    byte[] value = Arrays.copyOf(keyId, keyId.length + signature.length);
    System.arraycopy(signature, 0, value, keyId.length, signature.length);
    return new NoteSignature(value);
  }

  /// A signature of a key, as 64 bytes, that was kept without its key's id.
  public static NoteSignature by(VerificationKey key, byte[] signature) {
    return of(key.keyIdBytes(), signature);
  }

  static NoteSignature fromBase64(String text) {
    return new NoteSignature(Base64.getDecoder().decode(text));
  }

  String base64() {
    return Base64.getEncoder().encodeToString(value);
  }

  /// 8 hexadecimal digits; see [VerificationKey#keyId].
  public String keyId() {
    return HexFormat.of().formatHex(value, 0, KEY_ID);
  }

  /// Whether it is the key's signature over exactly this. Fails closed.
  boolean holds(VerificationKey key, byte[] text) {
    return keyId().equals(key.keyId()) && key.verifies(text, signature());
  }

  /// A copy of the 64 bytes.
  public byte[] signature() {
    return Arrays.copyOfRange(value, KEY_ID, value.length);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteSignature signature && Arrays.equals(value, signature.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return "NoteSignature[" + keyId() + "]";
  }
}
