package health.cairn.app.analysis;

import health.cairn.app.analysis.Analysis.Origin;
import health.cairn.app.analysis.Analysis.Outlined;
import health.cairn.app.analysis.Analysis.Reading;
import health.cairn.app.analysis.Analysis.Tumour;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.measure.InPlaneDiameters;
import health.cairn.imaging.segment.Segmentation;
import health.cairn.imaging.volume.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A study on screen as an analysis again: its sequences as they are read now, its tumour as it was outlined and
/// not rejected. For what is added to an analysis later.
public final class StoredAnalysis {
  private StoredAnalysis() {}

  public static Analysis of(DicomReader reader, Study study, OpenedStudy opened, Progress progress)
      throws ImagingException {
    List<String> warnings = new ArrayList<>();
    Map<SequenceRole, Reading> sequences =
        SequenceReadings.of(reader, study, StudyAnalyzer.ROLES, warnings, progress);
    return new Analysis(
        study,
        sequences,
        Optional.ofNullable(sequences.get(SequenceRole.T1C)).flatMap(t1c -> tumour(t1c, opened)),
        Optional.empty(),
        List.of(),
        warnings,
        new Timings(0, 0, 0, 0, 0, 0, 0));
  }

  private static Optional<Tumour> tumour(Reading t1c, OpenedStudy opened) {
    List<Outlined> outlined = new ArrayList<>();
    for (SegmentView view : opened.segments()) {
      Optional<FindingView> finding =
          opened.findings().stream()
              .filter(f -> f.findingId().equals(view.findingId()))
              .filter(f -> f.status() != FindingView.Status.REJECTED)
              .findFirst();
      if (finding.isPresent() && view.segment().mask().grid().equals(t1c.stack().volume().grid())) {
        outlined.add(outlined(view.segment(), author(finding.get()), t1c));
      }
    }
    if (outlined.isEmpty()) {
      return Optional.empty();
    }
    int slices = t1c.stack().volume().grid().slices();
    return Optional.of(
        new Tumour(
            t1c,
            new Segmentation(
                outlined.stream().map(Outlined::found).toList(),
                slices,
                slices,
                outlined.getFirst().origin().model(),
                List.of()),
            outlined,
            List.of()));
  }

  private static Outlined outlined(Segment segment, ModelRef author, Reading reading) {
    return new Outlined(
        new Segmentation.Found(segment, 1, Double.NaN, Double.NaN, Optional.empty()),
        new Origin(author, reading, List.of()),
        InPlaneDiameters.of(segment.mask()),
        KeyPictures.fullestSlice(segment.mask()));
  }

  /// A person has no version.
  private static ModelRef author(FindingView finding) {
    String sha256 = finding.modelSha256().orElse("");
    return KeptOutlines.algorithm(finding)
        .map(by -> new ModelRef(by.name(), by.version(), sha256, ""))
        .orElseGet(() -> new ModelRef(finding.author(), "", sha256, ""));
  }
}
