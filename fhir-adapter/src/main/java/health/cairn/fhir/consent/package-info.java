/// A patient's decisions as FHIR Consent.
@NullMarked
package health.cairn.fhir.consent;

import org.jspecify.annotations.NullMarked;
