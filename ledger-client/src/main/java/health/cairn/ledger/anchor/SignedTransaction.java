package health.cairn.ledger.anchor;

import health.cairn.ledger.merkle.Hash;
import java.util.regex.Pattern;

/// A transaction as it is sent, kept before it is sent: sending it again can never anchor twice.
///
/// @param place chain, contract and sender it was signed for
/// @param hash the transaction's hash, by which its receipt is asked for
/// @param nonce of the sending account
/// @param raw the signed bytes, `0x` and lower-case hexadecimal
public record SignedTransaction(ChainPlace place, Hash hash, long nonce, String raw) {
  private static final Pattern RAW = Pattern.compile("0x([0-9a-f]{2}){1,4096}");

  public SignedTransaction {
    if (nonce < 0 || !RAW.matcher(raw).matches()) {
      throw new IllegalArgumentException("not a signed transaction");
    }
  }
}
