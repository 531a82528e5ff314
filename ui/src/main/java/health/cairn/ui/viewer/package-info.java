/// Images: where a voxel lands on the screen, how grey it is, what is drawn over it.
@NullMarked
package health.cairn.ui.viewer;

import org.jspecify.annotations.NullMarked;
