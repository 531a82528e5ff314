package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.consent.Decision;
import health.cairn.ledger.consent.SignedDecision;
import health.cairn.ledger.merkle.Hash;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.web3j.crypto.Sign;
import org.web3j.utils.Numeric;

/// Signs patients' decisions for one `ConsentRegistry` on one chain (EIP-712). Needs no network.
///
/// @param chainId EIP-155 chain id
/// @param contract the registry of consent
public record DecisionSigning(long chainId, Address contract) {
  private static final HexFormat HEX = HexFormat.of();

  /// Signs with the patient's key or a delegate's; which of them may say what is for the chain to
  /// check.
  ///
  /// @throws LedgerException when the key cannot be used
  public SignedDecision sign(Decision decision, ChainSigner key) throws LedgerException {
    Hash digest = digest(decision);
    Sign.SignatureData made = Secp256k1.recoverable(key, digest);
    return new SignedDecision(
        decision,
        digest,
        "0x"
            + HEX.formatHex(made.getR())
            + HEX.formatHex(made.getS())
            + HEX.formatHex(made.getV()));
  }

  /// What is signed: EIP-712's digest of the decision under this contract's domain.
  public Hash digest(Decision decision) {
    var words = new Words();
    words.raw(new byte[] {0x19, 0x01});
    words.raw(domain());
    words.raw(structHash(decision));
    return words.keccak();
  }

  private byte[] domain() {
    return new Words()
        .text("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)")
        .text("Cairn consent")
        .text("1")
        .number(chainId)
        .address(contract)
        .keccak()
        .bytes();
  }

  private static byte[] structHash(Decision decision) {
    Words words =
        switch (decision) {
          case Decision.Grant grant ->
              new Words()
                  .text(
                      "Grant(address patient,bytes32 institution,bytes32 terms,uint64 seq,uint64"
                          + " until)")
                  .address(grant.patient())
                  .raw(grant.key().institution().bytes())
                  .raw(grant.key().terms().bytes())
                  .number(grant.seq())
                  .number(grant.until().getEpochSecond());
          case Decision.Withdrawal withdrawal ->
              withdrawal(
                  withdrawal.patient(),
                  withdrawal.key().institution(),
                  withdrawal.key().terms().bytes(),
                  withdrawal.seq());
          case Decision.WithdrawalOfAll all ->
              withdrawal(all.patient(), all.institution(), new byte[Hash.BYTES], all.seq());
          case Decision.Delegation delegation ->
              new Words()
                  .text(
                      "Delegation(address patient,address delegate,uint8 powers,uint64 seq,uint64"
                          + " until)")
                  .address(delegation.patient())
                  .address(delegation.delegate())
                  .number(powers(delegation))
                  .number(delegation.seq())
                  .number(delegation.until().getEpochSecond());
        };
    return words.keccak().bytes();
  }

  private static Words withdrawal(Address patient, Hash institution, byte[] terms, long seq) {
    return new Words()
        .text("Withdrawal(address patient,bytes32 institution,bytes32 terms,uint64 seq)")
        .address(patient)
        .raw(institution.bytes())
        .raw(terms)
        .number(seq);
  }

  /// The contract's MAY_GRANT and MAY_WITHDRAW.
  static int powers(Decision.Delegation delegation) {
    return (delegation.mayGrant() ? 1 : 0) + (delegation.mayWithdraw() ? 2 : 0);
  }

  /// Words of 32 bytes, as EIP-712 hashes them.
  private static final class Words {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Words raw(byte[] bytes) {
      out.writeBytes(bytes);
      return this;
    }

    Words text(String text) {
      return raw(org.web3j.crypto.Hash.sha3(text.getBytes(StandardCharsets.UTF_8)));
    }

    Words number(long number) {
      return raw(Numeric.toBytesPadded(BigInteger.valueOf(number), Hash.BYTES));
    }

    Words address(Address address) {
      return raw(Numeric.toBytesPadded(Numeric.toBigInt(address.hex()), Hash.BYTES));
    }

    Hash keccak() {
      return Hash.of(org.web3j.crypto.Hash.sha3(out.toByteArray()));
    }
  }
}
