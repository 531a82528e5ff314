/// The append-only journal: entries, their salted commitments, signed checkpoints, and the port that stores them.
@NullMarked
package health.cairn.ledger.journal;

import org.jspecify.annotations.NullMarked;
