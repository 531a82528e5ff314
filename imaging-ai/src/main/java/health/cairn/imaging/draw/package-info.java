/// Outlines drawn by hand, voxel by voxel on a volume's own grid.
@NullMarked
package health.cairn.imaging.draw;

import org.jspecify.annotations.NullMarked;
