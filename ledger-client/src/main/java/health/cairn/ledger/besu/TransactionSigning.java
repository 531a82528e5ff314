package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.SignedTransaction;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.util.HexFormat;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;

/// Signs legacy transactions for one chain (EIP-155). The gas price is zero unless the caller says
/// otherwise: the networks Cairn anchors in are permissioned and free of charge.
final class TransactionSigning {
  /// An anchor takes about 75,000, a decision of a patient about 120,000.
  static final BigInteger CALL_GAS = BigInteger.valueOf(250_000);

  private static final BigInteger DEPLOY_GAS = BigInteger.valueOf(3_000_000);

  private TransactionSigning() {}

  static SignedTransaction call(ChainPlace place, long nonce, String data, ChainSigner key)
      throws LedgerException {
    return call(place, nonce, data, BigInteger.ZERO, key);
  }

  static SignedTransaction call(
      ChainPlace place, long nonce, String data, BigInteger gasPriceWei, ChainSigner key)
      throws LedgerException {
    return call(place, nonce, data, gasPriceWei, CALL_GAS, key);
  }

  static SignedTransaction call(
      ChainPlace place,
      long nonce,
      String data,
      BigInteger gasPriceWei,
      BigInteger gas,
      ChainSigner key)
      throws LedgerException {
    byte[] signed =
        sign(
            RawTransaction.createTransaction(
                BigInteger.valueOf(nonce), gasPriceWei, gas, place.contract().hex(), data),
            place.chainId(),
            key);
    return new SignedTransaction(
        place,
        Hash.of(org.web3j.crypto.Hash.sha3(signed)),
        nonce,
        "0x" + HexFormat.of().formatHex(signed));
  }

  static byte[] deployment(
      long chainId, long nonce, String bytecode, BigInteger gasPriceWei, ChainSigner key)
      throws LedgerException {
    return sign(
        RawTransaction.createContractTransaction(
            BigInteger.valueOf(nonce), gasPriceWei, DEPLOY_GAS, BigInteger.ZERO, bytecode),
        chainId,
        key);
  }

  private static byte[] sign(RawTransaction raw, long chainId, ChainSigner key)
      throws LedgerException {
    byte[] digest = org.web3j.crypto.Hash.sha3(TransactionEncoder.encode(raw, chainId));
    Sign.SignatureData eip155 =
        TransactionEncoder.createEip155SignatureData(
            Secp256k1.recoverable(key, Hash.of(digest)), chainId);
    return TransactionEncoder.encode(raw, eip155);
  }
}
