/// Who works in a home, as what, and by which policy: decisions that are signed and in the journal.
@NullMarked
package health.cairn.app.accounts;

import org.jspecify.annotations.NullMarked;
