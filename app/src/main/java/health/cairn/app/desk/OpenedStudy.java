package health.cairn.app.desk;

import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.render.WindowLevel;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.Volume;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A study on the screen.
///
/// @param series image series with pixels, in the order of reading ([#inReadingOrder])
/// @param segments what analyses have outlined; each on the grid of the series it was made from
public record OpenedStudy(
    PatientHeader patient,
    String studyInstanceUid,
    String description,
    Optional<LocalDateTime> when,
    List<ViewerSeries> series,
    List<SegmentView> segments,
    List<FindingView> findings) {

  /// The sequences a tumour is read from, the one that is segmented first.
  public static final List<SequenceRole> READING =
      List.of(SequenceRole.T1C, SequenceRole.FLAIR, SequenceRole.T1, SequenceRole.T2);

  public OpenedStudy {
    series = List.copyOf(series);
    segments = List.copyOf(segments);
    findings = List.copyOf(findings);
  }

  /// Series as a reader wants them: T1C, FLAIR, T1, T2, then the others; among equals by number.
  public static List<ViewerSeries> inReadingOrder(List<ViewerSeries> series) {
    return series.stream()
        .sorted(
            Comparator.comparingInt((ViewerSeries s) -> place(s.role()))
                .thenComparingInt(ViewerSeries::number))
        .toList();
  }

  /// Where a series with this role comes in the order of reading, from 0.
  public static int place(SequenceRole role) {
    int at = READING.indexOf(role);
    return at < 0 ? READING.size() : at;
  }

  /// The same study after a reader has said what one of its series shows.
  public OpenedStudy withRole(String seriesInstanceUid, SequenceRole role, String reason) {
    List<ViewerSeries> changed =
        series.stream()
            .map(
                s -> s.seriesInstanceUid().equals(seriesInstanceUid) ? s.withRole(role, reason) : s)
            .toList();
    return new OpenedStudy(
        patient, studyInstanceUid, description, when, inReadingOrder(changed), segments, findings);
  }

  /// The same study with what an analysis has found since.
  public OpenedStudy withFindings(List<SegmentView> outlined, List<FindingView> found) {
    return new OpenedStudy(patient, studyInstanceUid, description, when, series, outlined, found);
  }

  /// @param number Series Number (0020,0011), 0 where the files give none
  /// @param role what it shows; [#roleReason] says why, and names the reader where they overruled it
  /// @param look the window the files ask for (DICOM PS3.3 C.11.2.1.2), where they do
  /// @param volume pixels; a series with several stacks appears once per stack
  /// @param spacingKnown whether millimetres may be shown; false where the files give no spacing
  /// @param orientationKnown whether patient directions may be shown
  /// @param issues what a reader should know of the series
  public record ViewerSeries(
      String seriesInstanceUid,
      int number,
      String description,
      SequenceRole role,
      String roleReason,
      Optional<WindowLevel> look,
      Volume volume,
      boolean spacingKnown,
      boolean orientationKnown,
      List<String> issues) {

    public ViewerSeries {
      issues = List.copyOf(issues);
    }

    /// The same series, read as something else.
    public ViewerSeries withRole(SequenceRole newRole, String reason) {
      return new ViewerSeries(
          seriesInstanceUid,
          number,
          description,
          newRole,
          reason,
          look,
          volume,
          spacingKnown,
          orientationKnown,
          issues);
    }
  }

  /// @param seriesInstanceUid the series on whose grid the segment lies
  /// @param findingId the finding it belongs to
  public record SegmentView(String seriesInstanceUid, String findingId, Segment segment) {}
}
