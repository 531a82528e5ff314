package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;

/// Hands out the sender's key at the moment something is signed, from wherever the caller keeps it.
@FunctionalInterface
public interface CredentialSource {
  /// @throws LedgerException kind ENVIRONMENT or INTEGRITY when the key cannot be had
  ChainSigner open() throws LedgerException;
}
