/// Witnesses: other institutions that cosign a journal's checkpoints, so that no journal can show two
/// histories to two readers unnoticed.
@NullMarked
package health.cairn.ledger.witness;

import org.jspecify.annotations.NullMarked;
