/// Volumes on a grid in patient millimetres, masks, segments, resampling.
@NullMarked
package health.cairn.imaging.volume;

import org.jspecify.annotations.NullMarked;
