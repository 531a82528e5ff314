/// Canonical JSON (RFC 8785), as much of it as entries and proof files need.
@NullMarked
package health.cairn.ledger.json;

import org.jspecify.annotations.NullMarked;
