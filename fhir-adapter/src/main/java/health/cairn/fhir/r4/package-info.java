/// The FHIR toolkit, shared by the packages of this module. Not for other modules: what is public here speaks the toolkit's types.
@NullMarked
package health.cairn.fhir.r4;

import org.jspecify.annotations.NullMarked;
