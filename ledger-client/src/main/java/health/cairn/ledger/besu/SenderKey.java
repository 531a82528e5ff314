package health.cairn.ledger.besu;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;

/// The secp256k1 key an institution sends its checkpoints with. Shows its address, never itself.
public final class SenderKey {
  /// The order of the curve's group (SEC 2, 2.4.1): private keys are from 1 to this, exclusive.
  private static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Credentials credentials;

  private SenderKey(BigInteger privateKey) {
    if (privateKey.signum() < 1 || privateKey.compareTo(ORDER) >= 0) {
      throw new IllegalArgumentException("not a secp256k1 private key");
    }
    this.credentials = Credentials.create(ECKeyPair.create(privateKey));
  }

  /// @param privateKey exactly 32 bytes, big-endian
  public static SenderKey of(byte[] privateKey) {
    return new SenderKey(new BigInteger(1, Hash.of(privateKey).bytes()));
  }

  /// A fresh key from the platform's random source.
  public static SenderKey generate() {
    BigInteger candidate;
    do {
      candidate = new BigInteger(256, RANDOM);
    } while (candidate.signum() < 1 || candidate.compareTo(ORDER) >= 0);
    return new SenderKey(candidate);
  }

  /// The account of this key.
  public Address address() {
    return Address.parse(credentials.getAddress());
  }

  /// The key for the caller's vault: 32 bytes, big-endian. Secret.
  public byte[] keyBytes() {
    byte[] minimal = credentials.getEcKeyPair().getPrivateKey().toByteArray();
    byte[] bytes = new byte[Hash.BYTES];
    int length = Math.min(minimal.length, bytes.length); // toByteArray may lead with a sign byte
    System.arraycopy(minimal, minimal.length - length, bytes, bytes.length - length, length);
    return bytes;
  }

  Credentials credentials() {
    return credentials;
  }

  @Override
  public String toString() {
    return "SenderKey[" + address() + "]";
  }
}
