package health.cairn.fhir.codec;

/// Carries a refusal from deep inside the reading of one input up to [FhirReader], which turns it into
/// a [FhirReading.Refused]; never leaves this package.
final class RefusedInput extends Exception {
  private final FhirReading.Why why;

  RefusedInput(FhirReading.Why why, String reason) {
    super(reason, null, false, false);
    this.why = why;
  }

  FhirReading.Refused refused() {
    return new FhirReading.Refused(why, String.valueOf(getMessage()));
  }
}
