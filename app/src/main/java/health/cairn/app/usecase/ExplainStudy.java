package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.analysis.Explainer;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.app.desk.OpenedStudy.ViewerSeries;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Classifier;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.explain.Explanation;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.segment.Segmentation;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.Volume;
import java.util.List;
import java.util.Optional;

/// Why the models that are active now say what kind of tumour is outlined in a study that is on screen.
/// The outline is the one that was stored; the kind is asked again. Nothing is stored.
public final class ExplainStudy {
  private static final ModelRef STORED = new ModelRef("stored outline", "", "", "");

  private final Classifier classifier;
  private final Explainer explainer;

  public ExplainStudy(Classifier classifier, Explainer explainer) {
    this.classifier = classifier;
    this.explainer = explainer;
  }

  /// @throws CairnException REFUSED where no tumour is outlined on the T1 after contrast agent
  public List<Explanation> run(OpenedStudy study, Progress progress)
      throws CairnException, ImagingException {
    for (ViewerSeries series : study.series()) {
      Optional<Segment> outline =
          study.segments().stream()
              .filter(s -> s.seriesInstanceUid().equals(series.seriesInstanceUid()))
              .map(SegmentView::segment)
              .filter(s -> s.code().disease())
              .filter(s -> s.mask().grid().equals(series.volume().grid()))
              .findFirst();
      if (series.role() == SequenceRole.T1C && outline.isPresent()) {
        return explain(series.volume(), outline.get(), progress);
      }
    }
    throw new CairnException(
        CairnException.Kind.REFUSED,
        "No tumour is outlined on a T1 series after contrast agent; analyse the study first.");
  }

  private List<Explanation> explain(Volume volume, Segment outline, Progress progress)
      throws ImagingException {
    Segmentation stored =
        new Segmentation(
            List.of(new Segmentation.Found(outline, 1, Double.NaN, Double.NaN, Optional.empty())),
            volume.grid().slices(),
            volume.grid().slices(),
            STORED,
            List.of());
    return explainer.judged(
        explainer.explain(
            volume, outline.mask(), classifier.classify(volume, stored, progress), progress),
        progress);
  }
}
