/// How good a model is on labelled images: the figures of its card, computed again.
@NullMarked
package health.cairn.imaging.evaluate;

import org.jspecify.annotations.NullMarked;
