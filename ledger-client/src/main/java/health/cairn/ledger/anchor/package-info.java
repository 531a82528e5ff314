/// Checkpoints on a chain, in our own words: what waits to be sent, receipts, reading back. No chain library here.
@NullMarked
package health.cairn.ledger.anchor;

import org.jspecify.annotations.NullMarked;
