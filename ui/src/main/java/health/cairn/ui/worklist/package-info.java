/// Who is waiting to be read.
@NullMarked
package health.cairn.ui.worklist;

import org.jspecify.annotations.NullMarked;
