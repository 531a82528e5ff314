package health.cairn.ledger.besu;

import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.SignedTransaction;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.util.HexFormat;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;

/// Signs transactions for one chain (EIP-155), at gas price zero: the networks Cairn anchors in are
/// permissioned and free of charge.
final class TransactionSigning {
  /// An anchor takes about 75,000.
  private static final BigInteger ANCHOR_GAS = BigInteger.valueOf(200_000);

  private static final BigInteger DEPLOY_GAS = BigInteger.valueOf(2_000_000);

  private TransactionSigning() {}

  static SignedTransaction call(ChainPlace place, long nonce, String data, SenderKey key) {
    var raw =
        RawTransaction.createTransaction(
            BigInteger.valueOf(nonce), BigInteger.ZERO, ANCHOR_GAS, place.contract().hex(), data);
    byte[] signed = TransactionEncoder.signMessage(raw, place.chainId(), key.credentials());
    return new SignedTransaction(
        place,
        Hash.of(org.web3j.crypto.Hash.sha3(signed)),
        nonce,
        "0x" + HexFormat.of().formatHex(signed));
  }

  static byte[] deployment(long chainId, long nonce, String bytecode, SenderKey key) {
    var raw =
        RawTransaction.createContractTransaction(
            BigInteger.valueOf(nonce), BigInteger.ZERO, DEPLOY_GAS, BigInteger.ZERO, bytecode);
    return TransactionEncoder.signMessage(raw, chainId, key.credentials());
  }
}
