/// What can be proved of a record.
@NullMarked
package health.cairn.ui.trust;

import org.jspecify.annotations.NullMarked;
