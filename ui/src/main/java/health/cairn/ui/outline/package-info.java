/// Drawing and correcting outlines by hand.
@NullMarked
package health.cairn.ui.outline;

import org.jspecify.annotations.NullMarked;
