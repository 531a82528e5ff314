/// Whether pictures or people of one set stand in another: hashes of what pictures look like, and the
/// list of everything the shipped models were trained on.
@NullMarked
package health.cairn.imaging.evaluate.leak;

import org.jspecify.annotations.NullMarked;
