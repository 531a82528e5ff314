/// Figures of outlines and of class probabilities, each with its definition and source. No models, no
/// files.
@NullMarked
package health.cairn.imaging.evaluate.metric;

import org.jspecify.annotations.NullMarked;
