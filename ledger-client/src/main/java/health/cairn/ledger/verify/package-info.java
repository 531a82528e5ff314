/// Self-contained proof files and the verifier that fails closed.
@NullMarked
package health.cairn.ledger.verify;

import org.jspecify.annotations.NullMarked;
