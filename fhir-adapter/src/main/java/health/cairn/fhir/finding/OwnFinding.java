package health.cairn.fhir.finding;

import java.time.Instant;
import java.util.Optional;

/// A tumour that a person outlined by themselves, where no model had proposed one.
///
/// @param patientReference `Patient/id`
/// @param study its series that was drawn on counts as analysed
/// @param at when it was stated
/// @param label "Tumour"
/// @param volumeMl millilitres
/// @param longestMm longest diameter
/// @param perpendicularMm longest diameter at right angles to it in the same plane
/// @param note the person's words, or empty
/// @param keySlice the slice that shows it best
public record OwnFinding(
    String patientReference,
    SourceStudy study,
    Person by,
    Instant at,
    String label,
    double volumeMl,
    double longestMm,
    double perpendicularMm,
    String note,
    Optional<Analysis.KeySlice> keySlice) {}
