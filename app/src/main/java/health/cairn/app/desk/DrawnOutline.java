package health.cairn.app.desk;

import health.cairn.imaging.volume.Segment;
import java.util.Optional;

/// What a person outlined on a series.
///
/// @param findingId whose outline it takes the place of; empty where no model had seen anything
/// @param segment on the grid of the series
/// @param kind of the tumour, one of [TumourType#KINDS]; empty where the reader does not say, or has decided before
/// @param note the reader's words, or empty
public record DrawnOutline(
    String studyInstanceUid,
    String seriesInstanceUid,
    Optional<String> findingId,
    Segment segment,
    Optional<String> kind,
    String note) {}
