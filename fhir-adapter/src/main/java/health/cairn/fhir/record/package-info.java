/// The port to the record store: versions that are never overwritten.
@NullMarked
package health.cairn.fhir.record;

import org.jspecify.annotations.NullMarked;
