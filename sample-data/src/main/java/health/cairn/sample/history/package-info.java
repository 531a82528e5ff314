/// The synthetic patient's medical record: what happened, and the values that follow from it.
@NullMarked
package health.cairn.sample.history;

import org.jspecify.annotations.NullMarked;
