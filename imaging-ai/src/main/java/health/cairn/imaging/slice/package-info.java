/// One slice as a network sees it: values on pixels, the head in it, its line of symmetry.
@NullMarked
package health.cairn.imaging.slice;

import org.jspecify.annotations.NullMarked;
