package health.cairn.app.desk;

import health.cairn.imaging.volume.Mask;
import java.util.Optional;

/// An outline that a person has begun and not kept yet. It is no finding: nobody but the one who draws sees it.
///
/// @param findingId whose outline is being corrected; empty for a new one
/// @param label of the segment
/// @param mask on the grid of the series
public record OutlineDraft(
    String studyInstanceUid,
    String seriesInstanceUid,
    Optional<String> findingId,
    String label,
    Mask mask) {}
