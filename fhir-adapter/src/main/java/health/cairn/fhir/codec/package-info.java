/// FHIR JSON in and out: bounded reading of files others wrote, into records of our own.
@NullMarked
package health.cairn.fhir.codec;

import org.jspecify.annotations.NullMarked;
