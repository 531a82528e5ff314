/// Detects what should not be: damage, other histories, strangers, silence. Reports, and changes nothing.
@NullMarked
package health.cairn.ledger.monitor;

import org.jspecify.annotations.NullMarked;
