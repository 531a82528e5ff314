/// Talks to an Ethereum node (Hyperledger Besu): deploys, sends, reads back. The only package that knows web3j.
@NullMarked
package health.cairn.ledger.besu;

import org.jspecify.annotations.NullMarked;
