package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.Instance;
import health.cairn.imaging.dicom.ReadResult;
import health.cairn.imaging.dicom.SegReader;
import health.cairn.imaging.dicom.Segmentation;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.SeriesVolumes;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Resampler;
import health.cairn.imaging.volume.Segment;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;

/// Reads the outline of a person out of a DICOM Segmentation, and brings it onto the series it was drawn on.
final class ReaderOutline {
  private ReaderOutline() {}

  /// An outline on the grid of its series.
  ///
  /// @param number Segment Number in its object
  /// @param series that it was drawn on
  /// @param stack its pixels
  record Drawn(
      String sopInstanceUid,
      int number,
      Series series,
      SeriesVolumes.Stack stack,
      Segment segment) {

    /// Voxels that a segment shares with this outline; -1 for one that was drawn on another series.
    int shared(Segmentation other, int segmentNumber) {
      boolean here =
          series.instances().stream()
              .anyMatch(i -> other.sourceInstanceUids().contains(i.sopInstanceUid()));
      if (!here || segmentNumber > other.segments().size()) {
        return -1;
      }
      BitSet both = segment.mask().bits();
      both.and(
          Resampler.resample(other.segments().get(segmentNumber - 1).mask(), segment.mask().grid())
              .bits());
      return both.cardinality();
    }
  }

  /// The one study that a file is of.
  static Study study(ReadResult found, Path file) throws CairnException {
    Optional<Refusal> refused = found.refused().stream().findFirst();
    if (refused.isPresent()) {
      throw AmendOutline.refused(refused.get().path() + " " + refused.get().reason() + ".");
    }
    boolean one =
        found.studies().size() == 1
            && found.studies().getFirst().series().size() == 1
            && found.studies().getFirst().series().getFirst().instances().size() == 1
            && found.studies().getFirst().series().getFirst().modality().equals("SEG");
    if (!one) {
      throw AmendOutline.refused(
          file + " is not one DICOM Segmentation; name the file that holds your outline.");
    }
    return found.studies().getFirst();
  }

  /// @param study the same study as it is stored
  static Drawn of(Study offered, Study study, DicomReader reader, Path file)
      throws CairnException, ImagingException {
    Segmentation read;
    try {
      read = new SegReader().read(offered.series().getFirst().instances().getFirst().source());
    } catch (ImagingException e) {
      throw new CairnException(CairnException.Kind.REFUSED, file + " " + e.getMessage() + ".", e);
    }
    int index = onlyOutline(read, file);
    Series series = drawnOn(study, read, file);
    SeriesVolumes.Stack stack =
        reader.volumes(series, Progress.NONE).stacks().stream()
            .filter(SeriesVolumes.Stack::spacingKnown)
            .findFirst()
            .orElseThrow(
                () ->
                    AmendOutline.refused(
                        "The series that " + file + " was drawn on has no pixels of known size."));
    Segment segment = read.segments().get(index);
    return new Drawn(
        read.sopInstanceUid(),
        index + 1,
        series,
        stack,
        new Segment(
            segment.label(), segment.code(), onto(stack.volume().grid(), segment.mask(), file)));
  }

  private static int onlyOutline(Segmentation read, Path file) throws CairnException {
    int[] filled =
        IntStream.range(0, read.segments().size())
            .filter(i -> !read.segments().get(i).mask().isEmpty())
            .toArray();
    if (filled.length != 1) {
      throw AmendOutline.refused(
          "%s holds %d outlines; keep the one of the tumour and store it anew."
              .formatted(file, filled.length));
    }
    if (read.drawnBy().get(filled[0]) == Segmentation.DrawnBy.PROGRAM) {
      throw AmendOutline.refused(
          file
              + " says that a program drew it (Segment Algorithm Type AUTOMATIC): only what a person drew"
              + " corrects a model.");
    }
    return filled[0];
  }

  private static Series drawnOn(Study study, Segmentation read, Path file) throws CairnException {
    Series series =
        study.series().stream()
            .filter(
                s ->
                    s.instances().stream()
                        .anyMatch(i -> read.sourceInstanceUids().contains(i.sopInstanceUid())))
            .findFirst()
            .orElseThrow(
                () ->
                    AmendOutline.refused(
                        file
                            + " does not say which images of this study it was drawn on (Source Image"
                            + " Sequence)."));
    if (series.role() != SequenceRole.T1C) {
      throw AmendOutline.refused(
          "%s was drawn on a series that shows %s; only outlines on T1 after contrast agent are learnt from."
              .formatted(file, series.role()));
    }
    return series;
  }

  private static Mask onto(Grid grid, Mask mask, Path file) throws CairnException {
    if (!mask.grid().frameOfReferenceUid().equals(grid.frameOfReferenceUid())
        || grid.frameOfReferenceUid().isEmpty()) {
      throw AmendOutline.refused(file + " lies in another frame of reference than its series.");
    }
    Mask here = Resampler.resample(mask, grid);
    if (here.isEmpty()) {
      throw AmendOutline.refused(file + " outlines nothing within its series.");
    }
    return here;
  }

  static Optional<Instance> instance(Study study, String sopInstanceUid) {
    return study.series().stream()
        .flatMap(s -> s.instances().stream())
        .filter(i -> i.sopInstanceUid().equals(sopInstanceUid))
        .findFirst();
  }
}
