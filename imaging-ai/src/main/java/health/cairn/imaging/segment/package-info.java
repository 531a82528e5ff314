/// From a volume to the voxels of a tumour.
@NullMarked
package health.cairn.imaging.segment;

import org.jspecify.annotations.NullMarked;
