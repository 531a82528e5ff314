package health.cairn.fhir.finding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The DICOM study that was analysed.
///
/// @param existingReference `ImagingStudy/id` where the record already holds this study; it is then
///     referred to, not written again
/// @param started Study Date and Time, where given
/// @param description or empty
/// @param accession Accession Number, or empty
public record SourceStudy(
    String studyInstanceUid,
    Optional<String> existingReference,
    Optional<Instant> started,
    String description,
    String accession,
    List<SourceSeries> series) {

  public SourceStudy {
    series = List.copyOf(series);
    if (series.isEmpty()) {
      throw new IllegalArgumentException("a study has series");
    }
  }

  /// @param modality "MR"
  /// @param description or empty
  /// @param instances how many
  /// @param sha256 digest over the series' instances, 64 hex digits, as the caller defines it
  /// @param analysed whether a model read it
  public record SourceSeries(
      String seriesInstanceUid,
      int number,
      String modality,
      String description,
      int instances,
      String sha256,
      boolean analysed) {}
}
