/// Who belongs to a network, and how its members change that together. No chain library here.
@NullMarked
package health.cairn.ledger.members;

import org.jspecify.annotations.NullMarked;
