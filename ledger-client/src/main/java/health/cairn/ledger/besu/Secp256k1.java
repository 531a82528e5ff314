package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.web3j.crypto.ECDSASignature;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/// What Ethereum makes of the curve (SEC 2, 2.4.1; Yellow Paper, appendix F).
final class Secp256k1 {
  /// The order of the curve's group: private keys are from 1 to this, exclusive.
  static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);

  private Secp256k1() {}

  /// The account of a public key.
  ///
  /// @param point x and y, 32 bytes each, big-endian
  static Address address(BigInteger point) {
    return Address.parse("0x" + Keys.getAddress(point));
  }

  /// Signs, in the one form that chains take (EIP-2: low s), with the number from which the key can
  /// be recovered. A signer whose signature is not that of its own account is not believed.
  static Sign.SignatureData recoverable(ChainSigner signer, Hash digest) throws LedgerException {
    ChainSigner.Ecdsa made = signer.sign(digest);
    BigInteger low = made.s().compareTo(HALF_ORDER) > 0 ? ORDER.subtract(made.s()) : made.s();
    for (int header = 27; header <= 28; header++) {
      if (signer.address().equals(recover(header, made.r(), low, digest))) {
        return new Sign.SignatureData(
            (byte) header,
            Numeric.toBytesPadded(made.r(), Hash.BYTES),
            Numeric.toBytesPadded(low, Hash.BYTES));
      }
    }
    throw new LedgerException(
        Kind.INTEGRITY,
        "The key of account " + signer.address() + " signs for another account; nothing was sent.");
  }

  /// Who made a signature; null when nobody can have.
  static @Nullable Address recover(int header, BigInteger r, BigInteger s, Hash digest) {
    try {
      BigInteger point =
          Sign.recoverFromSignature(header - 27, new ECDSASignature(r, s), digest.bytes());
      return point == null ? null : address(point);
    } catch (IllegalArgumentException e) { // r is of no point on the curve
      return null;
    }
  }
}
