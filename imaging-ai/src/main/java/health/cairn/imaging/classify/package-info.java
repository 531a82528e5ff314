/// From a segmented tumour to what kind it probably is.
@NullMarked
package health.cairn.imaging.classify;

import org.jspecify.annotations.NullMarked;
