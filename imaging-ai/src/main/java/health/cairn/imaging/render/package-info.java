/// Volumes to pixels: window/level, orientation letters, overlays. Knows no window toolkit.
@NullMarked
package health.cairn.imaging.render;

import org.jspecify.annotations.NullMarked;
