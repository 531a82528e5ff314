package health.cairn.fhir.codec;

import health.cairn.fhir.codec.FhirReading.Why;

/// Carries what is wrong with one resource up to whoever goes on with the next; never leaves this
/// package.
final class RefusedResource extends Exception {
  private final Why why;
  private final String clause;

  /// @param clause what follows "The resource in entry 6"
  RefusedResource(Why why, String clause) {
    super(clause, null, false, false);
    this.why = why;
    this.clause = clause;
  }

  RefusedEntry at(String place) {
    return new RefusedEntry(place, why, clause);
  }
}
