/// Finding an organ in a whole head: where to look, and whether what was found can be it.
@NullMarked
package health.cairn.imaging.organ;

import org.jspecify.annotations.NullMarked;
