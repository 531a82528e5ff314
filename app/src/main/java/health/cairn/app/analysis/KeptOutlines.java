package health.cairn.app.analysis;

import health.cairn.app.analysis.Analysis.Reading;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.SegAlgorithm;
import health.cairn.imaging.dicom.SegOrigin;
import health.cairn.imaging.dicom.SegWriter.Drawn;
import health.cairn.imaging.dicom.SegmentMarks;
import health.cairn.imaging.dicom.SeriesVolumes.Stack;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.dicom.Tracking;
import health.cairn.imaging.render.SegmentColour;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is outlined in a study as its records hold it now, by models and by persons: all that nobody rejected.
///
/// @param reading the series on whose grid all of it lies: that of the first outline
/// @param drawn at least one
/// @param leftOut what lies in another frame of reference, one sentence each
public record KeptOutlines(Reading reading, List<Drawn> drawn, List<String> leftOut) {
  public KeptOutlines {
    drawn = List.copyOf(drawn);
    leftOut = List.copyOf(leftOut);
  }

  /// An outline and the finding that it belongs to.
  private record Kept(SegmentView outline, FindingView finding) {}

  /// @param outlines of the study's findings
  /// @return empty where nothing is outlined
  public static Optional<KeptOutlines> of(
      DicomReader reader,
      Study study,
      List<SegmentView> outlines,
      List<FindingView> findings,
      Progress progress)
      throws ImagingException {
    List<Kept> kept =
        outlines.stream()
            .filter(o -> !o.segment().mask().isEmpty())
            .flatMap(
                o ->
                    findings.stream()
                        .filter(f -> f.findingId().equals(o.findingId()))
                        .filter(f -> f.status() != FindingView.Status.REJECTED)
                        .map(f -> new Kept(o, f)))
            .toList();
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    SegmentView first = kept.getFirst().outline();
    Grid grid = first.segment().mask().grid();
    List<Drawn> drawn = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (Kept one : kept) {
      Segment segment = one.outline().segment();
      Optional<Mask> mask = PlanningStructures.onGrid(segment.mask(), grid);
      mask.ifPresentOrElse(
          m -> drawn.add(drawn(new Segment(segment.label(), segment.code(), m), one.finding())),
          () ->
              leftOut.add(
                  "The outline %s is not among the structures for planning: its series has another frame of reference."
                      .formatted(segment.label())));
    }
    return Optional.of(
        new KeptOutlines(
            reading(reader, study, first.seriesInstanceUid(), grid, progress), drawn, leftOut));
  }

  private static Reading reading(
      DicomReader reader, Study study, String seriesInstanceUid, Grid grid, Progress progress)
      throws ImagingException {
    for (var series : study.series()) {
      if (series.seriesInstanceUid().equals(seriesInstanceUid)) {
        for (Stack stack : reader.volumes(series, progress).stacks()) {
          if (stack.volume().grid().equals(grid)) {
            return new Reading(series, stack);
          }
        }
      }
    }
    throw new ImagingException(
        ImagingException.Kind.REFUSED, "The series that was outlined cannot be read any more.");
  }

  private static Drawn drawn(Segment segment, FindingView finding) {
    return new Drawn(
        segment,
        origin(finding),
        new SegmentMarks(
            Optional.of(Tracking.fresh(segment.label())),
            Optional.empty(),
            Optional.of(SegmentColour.of(segment).rgb())));
  }

  private static SegOrigin origin(FindingView finding) {
    String person = finding.decidedBy().orElse(finding.author());
    return algorithm(finding)
        .<SegOrigin>map(
            by ->
                finding.status() == FindingView.Status.AMENDED
                    ? new SegOrigin.Semiautomatic(by, person)
                    : new SegOrigin.Automatic(by))
        .orElseGet(() -> new SegOrigin.Manual(person));
  }

  /// "name version", as findings name a model; empty for a finding of a person's own.
  public static Optional<SegAlgorithm> algorithm(FindingView finding) {
    int space = finding.author().lastIndexOf(' ');
    return finding
        .modelSha256()
        .filter(sha -> space > 0)
        .map(
            sha ->
                new SegAlgorithm(
                    finding.author().substring(0, space),
                    finding.author().substring(space + 1),
                    "sha256=" + sha));
  }
}
