package health.cairn.imaging.evaluate.site;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.Instance;
import health.cairn.imaging.dicom.SegReader;
import health.cairn.imaging.dicom.Segmentation;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.SeriesVolumes.Stack;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Resampler;
import health.cairn.imaging.volume.VoxelIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The one outline of a study that a person drew on T1 after contrast agent (DICOM Segmentation).
final class PersonOutlines {
  static final String MODALITY = "SEG";

  /// Voxels that corners may lie beside those of the series: the rounding of decimal texts in headers.
  private static final double ON_GRID = 0.1;

  private final DicomReader reader;
  private final Progress progress;

  PersonOutlines(DicomReader reader, Progress progress) {
    this.reader = reader;
    this.progress = progress;
  }

  /// @param mask on the grid of the stack
  record Outlined(Series series, Stack stack, Mask mask) {}

  /// @param problems takes a reason for each Segmentation that is not the truth, by its file
  /// @return empty where there is none, or more than one
  Optional<Outlined> of(Study study, List<Refusal> problems) throws ImagingException {
    List<Outlined> outlines = new ArrayList<>();
    List<String> files = new ArrayList<>();
    for (Series series : study.series()) {
      if (!series.modality().equals(MODALITY)) {
        continue;
      }
      for (Instance instance : series.instances()) {
        String file = instance.source().name();
        try {
          outlines.add(outline(new SegReader().read(instance.source()), study));
          files.add(file);
        } catch (ImagingException e) {
          problems.add(DicomCases.leftOut(file, e));
        }
      }
    }
    if (outlines.size() > 1) {
      files.forEach(
          file ->
              problems.add(
                  new Refusal(
                      file,
                      "is one of several outlines of one study that a person drew; keep the one that is true")));
      return Optional.empty();
    }
    return outlines.stream().findFirst();
  }

  private Outlined outline(Segmentation read, Study study) throws ImagingException {
    Mask drawn = onlyOutline(read);
    Series series = drawnOn(study, read);
    Grid grid = drawn.grid();
    List<Stack> stacks =
        reader.volumes(series, progress).stacks().stream().filter(Stack::spacingKnown).toList();
    if (stacks.stream().noneMatch(s -> sameFrameOfReference(grid, s.volume().grid()))) {
      throw DicomCases.refused(
          "lies in another frame of reference than the series it was drawn on");
    }
    Stack stack =
        stacks.stream()
            .filter(s -> sameFrameOfReference(grid, s.volume().grid()))
            .filter(s -> liesOn(grid, s.volume().grid()))
            .findFirst()
            .orElseThrow(
                () -> DicomCases.refused("lies on another grid than the series it was drawn on"));
    return new Outlined(series, stack, Resampler.resample(drawn, stack.volume().grid()));
  }

  private static Mask onlyOutline(Segmentation read) throws ImagingException {
    int[] filled =
        IntStream.range(0, read.segments().size())
            .filter(i -> !read.segments().get(i).mask().isEmpty())
            .toArray();
    if (filled.length == 0) {
      throw DicomCases.refused("outlines nothing");
    }
    int[] byPerson =
        IntStream.of(filled)
            .filter(i -> read.drawnBy().get(i) == Segmentation.DrawnBy.PERSON)
            .toArray();
    if (byPerson.length == 0) {
      throw DicomCases.refused(
          "says that a program drew it (Segment Algorithm Type AUTOMATIC): only what a person drew is the truth");
    }
    int[] tumours =
        IntStream.of(byPerson).filter(i -> read.segments().get(i).code().disease()).toArray();
    if (tumours.length == 1) {
      return read.segments().get(tumours[0]).mask();
    }
    if (byPerson.length > 1) {
      throw DicomCases.refused(
          "holds %d outlines of a person; keep the one of the tumour".formatted(byPerson.length));
    }
    return read.segments().get(byPerson[0]).mask();
  }

  /// By the images it refers to; one that refers to none can only have been drawn on the only such series.
  private static Series drawnOn(Study study, Segmentation read) throws ImagingException {
    List<Series> contrast = DicomCases.afterContrast(study);
    if (read.sourceInstanceUids().isEmpty()) {
      if (contrast.size() == 1) {
        return contrast.getFirst();
      }
      throw DicomCases.refused("does not say which images it was drawn on (Source Image Sequence)");
    }
    Series series =
        study.series().stream()
            .filter(
                s ->
                    s.instances().stream()
                        .anyMatch(i -> read.sourceInstanceUids().contains(i.sopInstanceUid())))
            .findFirst()
            .orElseThrow(
                () -> DicomCases.refused("was drawn on images that are not in its study here"));
    if (series.role() != SequenceRole.T1C) {
      throw DicomCases.refused(
          "was drawn on a series that shows %s, not T1 after contrast agent"
              .formatted(series.role()));
    }
    return series;
  }

  private static boolean sameFrameOfReference(Grid drawn, Grid series) {
    return !series.frameOfReferenceUid().isEmpty()
        && series.frameOfReferenceUid().equals(drawn.frameOfReferenceUid());
  }

  /// Whether the pixels of one are pixels of the other: an outline that would have to be resampled would be
  /// compared with its own rounding.
  private static boolean liesOn(Grid drawn, Grid series) {
    if (drawn.columns() != series.columns() || drawn.rows() != series.rows()) {
      return false;
    }
    double first = at(drawn, series, 0, 0, 0).slice();
    int last = drawn.slices() - 1;
    return Math.abs(first - Math.round(first)) < ON_GRID
        && same(drawn, series, 0, 0, 0, first)
        && same(drawn, series, drawn.columns() - 1, 0, 0, first)
        && same(drawn, series, 0, drawn.rows() - 1, 0, first)
        && same(drawn, series, 0, 0, last, first + last);
  }

  private static boolean same(
      Grid drawn, Grid series, int column, int row, int slice, double seriesSlice) {
    VoxelIndex there = at(drawn, series, column, row, slice);
    return Math.abs(there.column() - column) < ON_GRID
        && Math.abs(there.row() - row) < ON_GRID
        && Math.abs(there.slice() - seriesSlice) < ON_GRID;
  }

  private static VoxelIndex at(Grid drawn, Grid series, int column, int row, int slice) {
    PatientPoint point = drawn.affine().toPatient(new VoxelIndex(column, row, slice));
    return series.affine().toVoxel(point);
  }
}
