package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.consent.HandedGrant;
import java.math.BigInteger;
import java.util.HexFormat;
import org.web3j.crypto.Sign;

/// The patient's signature on a grant that is handed to another institution: by the very key whose account granted it on
/// the chain, so that nobody can put other words to the grant. Needs no network.
public final class HandedGrants {
  private static final HexFormat HEX = HexFormat.of();

  private HandedGrants() {}

  /// @param key of the patient's account in the grant
  /// @throws LedgerException when the key cannot be used
  /// @throws IllegalArgumentException for another account's key
  public static HandedGrant sign(HandedGrant.Said said, ChainSigner key) throws LedgerException {
    if (!key.address().equals(said.key().patient())) {
      throw new IllegalArgumentException("the key is of another account than the grant's");
    }
    Sign.SignatureData made = Secp256k1.recoverable(key, said.digest());
    return new HandedGrant(
        said,
        "0x"
            + HEX.formatHex(made.getR())
            + HEX.formatHex(made.getS())
            + HEX.formatHex(made.getV()));
  }

  /// Whether the account that granted it signed these words.
  public static boolean isSigned(HandedGrant grant) {
    byte[] bytes = HEX.parseHex(grant.signature(), 2, grant.signature().length());
    int header = bytes[64];
    BigInteger r = new BigInteger(1, bytes, 0, 32);
    BigInteger s = new BigInteger(1, bytes, 32, 32);
    if ((header != 27 && header != 28) || !inGroup(r) || !inGroup(s)) {
      return false;
    }
    Address signer = Secp256k1.recover(header, r, s, grant.said().digest());
    return signer != null && signer.equals(grant.said().key().patient());
  }

  private static boolean inGroup(BigInteger number) {
    return number.signum() > 0 && number.compareTo(Secp256k1.ORDER) < 0;
  }
}
