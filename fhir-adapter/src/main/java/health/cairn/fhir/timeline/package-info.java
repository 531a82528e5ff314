/// The patient's events on one axis.
@NullMarked
package health.cairn.fhir.timeline;

import org.jspecify.annotations.NullMarked;
