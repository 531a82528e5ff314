/// Who looked, on chain, in our own words: batches of accesses and flags of break-glass that wait to be sent. No chain library here.
@NullMarked
package health.cairn.ledger.access;

import org.jspecify.annotations.NullMarked;
