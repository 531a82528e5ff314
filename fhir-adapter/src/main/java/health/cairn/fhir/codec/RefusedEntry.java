package health.cairn.fhir.codec;

/// One resource of an input that was not taken while others of the same input were.
///
/// @param place how a person finds it: "entry 12" of a bundle, "line 3" of NDJSON
/// @param reason without patient data, a clause that follows the place: "is no JSON"
public record RefusedEntry(String place, FhirReading.Why why, String reason) {}
