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
import health.cairn.imaging.volume.Laterality;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is outlined in a study as its records hold it now, by models and by persons: all that nobody rejected.
///
/// @param reading the series on whose grid all of it lies: that of the first outline
/// @param outlines at least one
/// @param rejected outlines that somebody rejected, and whose place no other has taken
/// @param unplaced outlines that lie in another frame of reference
public record KeptOutlines(
    Reading reading, List<Outline> outlines, List<Segment> rejected, List<Segment> unplaced) {
  public KeptOutlines {
    outlines = List.copyOf(outlines);
    rejected = List.copyOf(rejected);
    unplaced = List.copyOf(unplaced);
  }

  /// What is not among the outlines, one sentence each.
  List<String> leftOut() {
    return unplaced.stream()
        .map(
            segment ->
                "The outline %s is not among the structures for planning: its series has another frame of reference."
                    .formatted(segment.label()))
        .toList();
  }

  /// An outline and the finding that it belongs to.
  public record Outline(Drawn drawn, FindingView finding) {
    Segment segment() {
      return drawn.segment();
    }
  }

  /// As it is stored.
  private record Kept(SegmentView outline, FindingView finding) {}

  /// In the order they are numbered in a Segmentation object.
  List<Drawn> drawn() {
    return outlines.stream().map(Outline::drawn).toList();
  }

  /// @param outlines of the study's findings
  /// @return empty where nothing is outlined
  public static Optional<KeptOutlines> of(
      DicomReader reader,
      Study study,
      List<SegmentView> outlines,
      List<FindingView> findings,
      Progress progress)
      throws ImagingException {
    Map<Boolean, List<Kept>> byRejection =
        outlines.stream()
            .filter(o -> !o.segment().mask().isEmpty())
            .flatMap(
                o ->
                    findings.stream()
                        .filter(f -> f.findingId().equals(o.findingId()))
                        .map(f -> new Kept(o, f)))
            .collect(
                Collectors.partitioningBy(
                    k -> k.finding().status() == FindingView.Status.REJECTED));
    List<Kept> kept = byRejection.getOrDefault(false, List.of());
    if (kept.isEmpty()) {
      return Optional.empty();
    }
    SegmentView first = kept.getFirst().outline();
    Grid grid = first.segment().mask().grid();
    List<Outline> drawn = new ArrayList<>();
    List<Segment> unplaced = new ArrayList<>();
    for (Kept one : kept) {
      Segment segment = one.outline().segment();
      Optional<Mask> mask = PlanningStructures.onGrid(segment.mask(), grid);
      mask.ifPresentOrElse(
          m ->
              drawn.add(
                  new Outline(
                      drawn(new Segment(segment.label(), segment.code(), m), one.finding()),
                      one.finding())),
          () -> unplaced.add(segment));
    }
    return Optional.of(
        new KeptOutlines(
            reading(reader, study, first.seriesInstanceUid(), grid, progress),
            drawn,
            withoutHeir(byRejection.getOrDefault(true, List.of()), kept),
            unplaced));
  }

  private static List<Segment> withoutHeir(List<Kept> rejected, List<Kept> kept) {
    List<String> labels = kept.stream().map(k -> k.outline().segment().label()).toList();
    return rejected.stream()
        .map(k -> k.outline().segment())
        .filter(s -> !labels.contains(s.label()))
        .toList();
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
            segment.code().disease() ? Optional.empty() : Laterality.named(segment.label()),
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
