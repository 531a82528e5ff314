/// Writing a patient's history as a FHIR bundle, from plain drafts.
@NullMarked
package health.cairn.fhir.author;

import org.jspecify.annotations.NullMarked;
