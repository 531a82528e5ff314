package health.cairn.app.analysis;

import health.cairn.app.analysis.Analysis.Organ;
import health.cairn.app.analysis.Analysis.OrganPart;
import health.cairn.app.analysis.Analysis.Outlined;
import health.cairn.app.analysis.Analysis.Reading;
import health.cairn.app.analysis.Analysis.Tumour;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.dicom.RtStructWriter;
import health.cairn.imaging.dicom.RtStructWriter.Interpretation;
import health.cairn.imaging.dicom.RtStructWriter.Roi;
import health.cairn.imaging.dicom.SegOrigin;
import health.cairn.imaging.render.SegmentColour;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Laterality;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Resampler;
import health.cairn.imaging.volume.Segment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// What was outlined as an RT Structure Set for dose planning: the tumour as gross tumour volume, each
/// organ as a whole under the name that AAPM TG-263 gives it, and its parts.
final class PlanningStructures {
  static final String NAME = "structures.dcm";

  private PlanningStructures() {}

  /// Of an analysis, on the tumour's series where there is one, else on the organs'.
  ///
  /// @return the analysis, with a warning for what is left out
  static Analysis write(Analysis analysis, Path directory) throws ImagingException {
    Optional<Tumour> tumour = analysis.tumour().filter(t -> !t.outlined().isEmpty());
    List<String> warnings = new ArrayList<>(analysis.warnings());
    if (tumour.isEmpty() && analysis.organs().isEmpty()) {
      warnings.add("Nothing was outlined: there are no structures for planning.");
      return analysis.withWarnings(warnings);
    }
    warnings.addAll(
        write(
            tumour.map(Tumour::reading).orElseGet(() -> analysis.organs().getFirst().reading()),
            tumour.stream()
                .flatMap(t -> t.outlined().stream())
                .map(PlanningStructures::structure)
                .toList(),
            analysis.organs(),
            directory));
    return analysis.withWarnings(warnings);
  }

  /// Organs of another series are brought to the reading's voxel by voxel; those in another frame of reference are
  /// left out.
  ///
  /// @param reading the series that the set is of
  /// @param tumours on its grid
  /// @return what is left out, one sentence each
  private static List<String> write(
      Reading reading, List<Roi> tumours, List<Organ> organs, Path directory)
      throws ImagingException {
    Grid grid = reading.stack().volume().grid();
    List<Roi> rois = new ArrayList<>(tumours);
    List<String> leftOut = new ArrayList<>();
    for (Organ organ : organs) {
      Optional<List<Roi>> drawn = organ(organ, grid);
      drawn.ifPresent(rois::addAll);
      if (drawn.isEmpty()) {
        leftOut.add(
            "The "
                + organ.label()
                + " is not among the structures for planning: its series has another frame of"
                + " reference than the tumour's.");
      }
    }
    new RtStructWriter().write(reading.series(), reading.stack(), rois, directory.resolve(NAME));
    return leftOut;
  }

  private static Roi structure(Outlined outlined) {
    return structure(
        outlined.found().segment(),
        outlined.colour(),
        new SegOrigin.Automatic(outlined.origin().algorithm()));
  }

  /// A tumour, or anatomy that a model of volumes outlined.
  static Roi structure(Segment segment, int rgb, SegOrigin origin) {
    return new Roi(
        segment, rgb, segment.code().disease() ? Interpretation.GTV : Interpretation.ORGAN, origin);
  }

  private static Optional<List<Roi>> organ(Organ organ, Grid grid) {
    SegOrigin origin = new SegOrigin.Automatic(ResultObjects.algorithm(organ.model()));
    List<Roi> rois = new ArrayList<>();
    BitSet whole = new BitSet();
    for (OrganPart part : organ.parts()) {
      Optional<Mask> mask = onGrid(part.segment().mask(), grid);
      if (mask.isEmpty()) {
        return Optional.empty();
      }
      whole.or(mask.get().bits());
      rois.add(
          new Roi(
              new Segment(part.segment().label(), part.segment().code(), mask.get()),
              colour(part),
              Interpretation.ORGAN,
              origin));
    }
    OrganPart first = organ.parts().getFirst();
    Segment all =
        new Segment(wholeName(organ.side()), first.segment().code(), Mask.of(grid, whole));
    rois.addFirst(new Roi(all, colour(first), Interpretation.ORGAN, origin));
    return Optional.of(rois);
  }

  /// A whole hippocampus by AAPM TG-263.
  static String wholeName(Laterality side) {
    return "Hippocampus_" + (side == Laterality.LEFT ? "L" : "R");
  }

  private static int colour(OrganPart part) {
    return part.rgb().orElse(SegmentColour.of(part.segment()).rgb());
  }

  static Optional<Mask> onGrid(Mask mask, Grid grid) {
    if (mask.grid().equals(grid)) {
      return Optional.of(mask);
    }
    String frame = mask.grid().frameOfReferenceUid();
    return !frame.isEmpty() && frame.equals(grid.frameOfReferenceUid())
        ? Optional.of(Resampler.resample(mask, grid))
        : Optional.empty();
  }
}
