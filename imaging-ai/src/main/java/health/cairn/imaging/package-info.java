/// What all of imaging shares: progress, cancellation, limits, refusals.
@NullMarked
package health.cairn.imaging;

import org.jspecify.annotations.NullMarked;
