package health.cairn.ledger.besu;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECDSASignature;
import org.web3j.crypto.ECKeyPair;

/// The secp256k1 key an institution sends its checkpoints with. Shows its address, never itself.
public final class SenderKey implements ChainSigner {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Credentials credentials;

  private SenderKey(BigInteger privateKey) {
    if (privateKey.signum() < 1 || privateKey.compareTo(Secp256k1.ORDER) >= 0) {
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
    } while (candidate.signum() < 1 || candidate.compareTo(Secp256k1.ORDER) >= 0);
    return new SenderKey(candidate);
  }

  @Override
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

  @Override
  public Ecdsa sign(Hash digest) {
    ECDSASignature made = credentials.getEcKeyPair().sign(digest.bytes());
    return new Ecdsa(made.r, made.s);
  }

  @Override
  public String toString() {
    return "SenderKey[" + address() + "]";
  }
}
