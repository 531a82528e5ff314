package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;

/// A secp256k1 key that signs digests: [SenderKey] in memory, [Pkcs11Signer] in a device that never
/// lets it out. Needs not be thread-safe; [CheckpointSender] asks from one thread at a time.
public interface ChainSigner {
  /// The account of the key.
  Address address();

  /// Signs a digest by ECDSA.
  ///
  /// @param digest Keccak-256 of what is signed
  /// @throws LedgerException kind ENVIRONMENT when the key cannot be used
  Ecdsa sign(Hash digest) throws LedgerException;

  /// A signature as ECDSA gives it; either of the two equivalent values of s.
  record Ecdsa(BigInteger r, BigInteger s) {
    public Ecdsa {
      if (r.signum() < 1
          || r.compareTo(Secp256k1.ORDER) >= 0
          || s.signum() < 1
          || s.compareTo(Secp256k1.ORDER) >= 0) {
        throw new IllegalArgumentException("not a signature of secp256k1");
      }
    }
  }
}
