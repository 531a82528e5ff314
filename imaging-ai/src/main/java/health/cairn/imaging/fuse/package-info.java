/// Several models' answers and what else is known of an image to one decision, by fuzzy rules that
/// can be read.
@NullMarked
package health.cairn.imaging.fuse;

import org.jspecify.annotations.NullMarked;
