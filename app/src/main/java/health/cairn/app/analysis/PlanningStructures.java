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
import health.cairn.imaging.dicom.SegAlgorithm;
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

  /// On the tumour's series where there is one, else on the organs'. Organs of another series are
  /// brought there voxel by voxel; those in another frame of reference are left out, and a warning says
  /// so.
  ///
  /// @return the analysis, with that warning
  static Analysis write(Analysis analysis, Path directory) throws ImagingException {
    Optional<Reading> reading =
        analysis
            .tumour()
            .filter(t -> !t.outlined().isEmpty())
            .map(Tumour::reading)
            .or(() -> analysis.organs().stream().findFirst().map(Organ::reading));
    List<String> warnings = new ArrayList<>(analysis.warnings());
    if (reading.isEmpty()) {
      warnings.add("Nothing was outlined: there are no structures for planning.");
      return analysis.withWarnings(warnings);
    }
    Grid grid = reading.get().stack().volume().grid();
    List<Roi> rois = new ArrayList<>();
    analysis.tumour().ifPresent(t -> t.outlined().forEach(o -> rois.add(structure(o))));
    for (Organ organ : analysis.organs()) {
      Optional<List<Roi>> drawn = organ(organ, grid);
      drawn.ifPresent(rois::addAll);
      if (drawn.isEmpty()) {
        warnings.add(
            "The "
                + organ.label()
                + " is not among the structures for planning: its series has another frame of"
                + " reference than the tumour's.");
      }
    }
    new RtStructWriter()
        .write(
            reading.get().series(),
            reading.get().stack(),
            rois,
            rois.getFirst().algorithm().orElseThrow(),
            directory.resolve(NAME));
    return analysis.withWarnings(warnings);
  }

  private static Roi structure(Outlined outlined) {
    return new Roi(
        outlined.found().segment(),
        outlined.colour(),
        outlined.organ() ? Interpretation.ORGAN : Interpretation.GTV,
        Optional.of(outlined.origin().algorithm()));
  }

  private static Optional<List<Roi>> organ(Organ organ, Grid grid) {
    SegAlgorithm algorithm = ResultObjects.algorithm(organ.model());
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
              Optional.of(algorithm)));
    }
    OrganPart first = organ.parts().getFirst();
    Segment all =
        new Segment(
            "Hippocampus_" + (organ.side() == Laterality.LEFT ? "L" : "R"),
            first.segment().code(),
            Mask.of(grid, whole));
    rois.addFirst(new Roi(all, colour(first), Interpretation.ORGAN, Optional.of(algorithm)));
    return Optional.of(rois);
  }

  private static int colour(OrganPart part) {
    return part.rgb().orElse(SegmentColour.of(part.segment()).rgb());
  }

  private static Optional<Mask> onGrid(Mask mask, Grid grid) {
    if (mask.grid().equals(grid)) {
      return Optional.of(mask);
    }
    String frame = mask.grid().frameOfReferenceUid();
    return !frame.isEmpty() && frame.equals(grid.frameOfReferenceUid())
        ? Optional.of(Resampler.resample(mask, grid))
        : Optional.empty();
  }
}
