/// Long work off the JavaFX thread: progress, cancelling, one calm sentence when it fails.
@NullMarked
package health.cairn.ui.work;

import org.jspecify.annotations.NullMarked;
