/// Writing an image analysis into the record, and what a person decides on it.
@NullMarked
package health.cairn.fhir.finding;

import org.jspecify.annotations.NullMarked;
