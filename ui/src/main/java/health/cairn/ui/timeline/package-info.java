/// The patient's history on one axis.
@NullMarked
package health.cairn.ui.timeline;

import org.jspecify.annotations.NullMarked;
