/// Patients' decisions on chain, in our own words: what waits to be relayed, and what the chain says. No chain library here.
@NullMarked
package health.cairn.ledger.consent;

import org.jspecify.annotations.NullMarked;
