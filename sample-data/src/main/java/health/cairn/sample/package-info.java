/// A synthetic patient, made from a seed: images and record of a person who does not exist.
@NullMarked
package health.cairn.sample;

import org.jspecify.annotations.NullMarked;
