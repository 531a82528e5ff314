/// The synthetic head: its anatomy as a function of place, and the scanner that images it.
@NullMarked
package health.cairn.sample.phantom;

import org.jspecify.annotations.NullMarked;
