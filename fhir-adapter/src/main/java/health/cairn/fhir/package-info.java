/// FHIR R4 records: what every package here shares.
@NullMarked
package health.cairn.fhir;

import org.jspecify.annotations.NullMarked;
