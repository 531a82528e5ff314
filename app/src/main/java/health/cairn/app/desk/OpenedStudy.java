package health.cairn.app.desk;

import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.Volume;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/// A study on the screen.
///
/// @param series image series with pixels, the four reading sequences first (T1C, FLAIR, T1, T2)
/// @param segments what analyses have outlined; each on the grid of the series it was made from
public record OpenedStudy(
    PatientHeader patient,
    String studyInstanceUid,
    String description,
    Optional<LocalDateTime> when,
    List<ViewerSeries> series,
    List<SegmentView> segments,
    List<FindingView> findings) {

  public OpenedStudy {
    series = List.copyOf(series);
    segments = List.copyOf(segments);
    findings = List.copyOf(findings);
  }

  /// @param role what it shows; [#roleReason] says why, and names the reader where they overruled it
  /// @param volume pixels; a series with several stacks appears once per stack
  /// @param spacingKnown whether millimetres may be shown; false where the files give no spacing
  /// @param orientationKnown whether patient directions may be shown
  /// @param issues what a reader should know of the series
  public record ViewerSeries(
      String seriesInstanceUid,
      String description,
      SequenceRole role,
      String roleReason,
      Volume volume,
      boolean spacingKnown,
      boolean orientationKnown,
      List<String> issues) {

    public ViewerSeries {
      issues = List.copyOf(issues);
    }
  }

  /// @param seriesInstanceUid the series on whose grid the segment lies
  /// @param findingId the finding it belongs to
  public record SegmentView(String seriesInstanceUid, String findingId, Segment segment) {}
}
