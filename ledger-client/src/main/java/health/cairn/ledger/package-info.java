/// What all of the ledger client shares: digests, anchor states, failures.
@NullMarked
package health.cairn.ledger;

import org.jspecify.annotations.NullMarked;
