package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.ImagingException.Kind;
import health.cairn.imaging.measure.Outline;
import health.cairn.imaging.measure.Outlines;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.VoxelIndex;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Sequence;
import org.aoju.bus.image.galaxy.data.VR;

/// Writes segments as an RT Structure Set (DICOM PS3.3 A.19) for dose planning: each structure as closed
/// planar contours on the slices of the series it was drawn on, along the voxels' edges, so that a
/// planning system finds the same voxels. Stateless; any thread.
public final class RtStructWriter {
  private static final int SERIES_NUMBER_OFFSET = 9500;
  private static final int MAX_LABEL = 64;

  private final Clock clock;

  /// Dates are written in the zone of the machine, as those of images are.
  public RtStructWriter() {
    this(Clock.system(ZoneId.systemDefault()));
  }

  /// @param clock gives Structure Set and Series Date and Time
  public RtStructWriter(Clock clock) {
    this.clock = clock;
  }

  /// One structure of the set.
  ///
  /// @param segment where and what it is
  /// @param rgb display colour, 0xRRGGBB
  /// @param kind what planning takes it for
  /// @param origin who drew it
  public record Roi(Segment segment, int rgb, Interpretation kind, SegOrigin origin) {}

  /// RT ROI Interpreted Type (PS3.3 C.8.8.8.1).
  public enum Interpretation {
    /// Gross tumour volume.
    GTV,
    /// A structure that dose should spare.
    ORGAN
  }

  /// @param source the series that was segmented
  /// @param stack the stack of that series; every mask must be on its grid
  /// @param rois at least one with a voxel; empty ones are left out
  /// @param target replaced where it exists; complete or not there at all
  /// @throws ImagingException REFUSED where the stack has no known spacing, orientation or frame of
  ///   reference, or no structure holds a voxel; ENVIRONMENT where the disk fails
  public WrittenObject write(Series source, SeriesVolumes.Stack stack, List<Roi> rois, Path target)
      throws ImagingException {
    SegSource.requirePlace(stack);
    Grid grid = stack.volume().grid();
    for (Roi roi : rois) {
      if (!roi.segment().mask().grid().equals(grid)) {
        throw new IllegalArgumentException("a structure on another grid than its source");
      }
    }
    List<Roi> drawn = rois.stream().filter(roi -> !roi.segment().mask().isEmpty()).toList();
    if (drawn.isEmpty()) {
      throw new ImagingException(Kind.REFUSED, "No structure holds a voxel: nothing to write");
    }
    Attributes object = new Attributes();
    SegSource.takeOver(source, object);
    String seriesUid = DicomUid.random();
    String instanceUid = DicomUid.random();
    series(object, source, seriesUid, instanceUid, described(drawn));
    references(object, source, stack);
    Sequence set = object.newSequence(Tag.StructureSetROISequence, drawn.size());
    Sequence contours = object.newSequence(Tag.ROIContourSequence, drawn.size());
    Sequence observations = object.newSequence(Tag.RTROIObservationsSequence, drawn.size());
    for (int i = 0; i < drawn.size(); i++) {
      Roi roi = drawn.get(i);
      set.add(described(i + 1, roi, grid));
      contours.add(contours(i + 1, roi, stack));
      observations.add(observed(i + 1, roi));
    }
    // Contour Data can be longer than the 64 KB that an explicit DS can say.
    DicomFile.write(object, target, UID.ImplicitVRLittleEndian);
    return new WrittenObject(target, UID.RTStructureSetStorage, instanceUid, seriesUid);
  }

  private static String described(List<Roi> drawn) {
    boolean models = drawn.stream().anyMatch(roi -> roi.origin().byPerson().isEmpty());
    return (models ? "Proposed by a model" : "Outlined by a person")
        + ", to be checked before planning";
  }

  private void series(
      Attributes object, Series source, String seriesUid, String instanceUid, String description) {
    LocalDateTime now = LocalDateTime.now(clock);
    object.setString(Tag.SOPClassUID, VR.UI, UID.RTStructureSetStorage);
    object.setString(Tag.SOPInstanceUID, VR.UI, instanceUid);
    object.setString(Tag.Modality, VR.CS, "RTSTRUCT");
    object.setString(Tag.SeriesInstanceUID, VR.UI, seriesUid);
    object.setInt(
        Tag.SeriesNumber, VR.IS, SERIES_NUMBER_OFFSET + Math.floorMod(source.number(), 1000));
    object.setString(Tag.SeriesDescription, VR.LO, "Structures by Cairn");
    ModuleAttributes.date(object, Tag.SeriesDate, Tag.SeriesTime, now);
    ModuleAttributes.date(object, Tag.StructureSetDate, Tag.StructureSetTime, now);
    object.setNull(Tag.OperatorsName, VR.PN);
    object.setInt(Tag.InstanceNumber, VR.IS, 1);
    object.setString(Tag.StructureSetLabel, VR.SH, "CAIRN");
    object.setString(Tag.StructureSetDescription, VR.ST, description);
    object.setString(Tag.ApprovalStatus, VR.CS, "UNAPPROVED");
    object.setString(Tag.Manufacturer, VR.LO, "Cairn");
    object.setString(Tag.ManufacturerModelName, VR.LO, "Cairn imaging-ai");
    object.setString(Tag.DeviceSerialNumber, VR.LO, "none");
    object.setString(Tag.SoftwareVersions, VR.LO, DicomFile.IMPLEMENTATION_VERSION);
  }

  /// The images the contours lie on (PS3.3 C.8.8.5, Referenced Frame of Reference).
  private static void references(Attributes object, Series source, SeriesVolumes.Stack stack) {
    String frameOfReference = stack.volume().grid().frameOfReferenceUid();
    object.setString(Tag.FrameOfReferenceUID, VR.UI, frameOfReference);
    object.setNull(Tag.PositionReferenceIndicator, VR.LO);
    Attributes frame = new Attributes();
    object.newSequence(Tag.ReferencedFrameOfReferenceSequence, 1).add(frame);
    frame.setString(Tag.FrameOfReferenceUID, VR.UI, frameOfReference);
    Attributes study = new Attributes();
    frame.newSequence(Tag.RTReferencedStudySequence, 1).add(study);
    study.setString(Tag.ReferencedSOPClassUID, VR.UI, UID.DetachedStudyManagementSOPClassRetired);
    study.setString(
        Tag.ReferencedSOPInstanceUID, VR.UI, object.getString(Tag.StudyInstanceUID, ""));
    Attributes series = new Attributes();
    study.newSequence(Tag.RTReferencedSeriesSequence, 1).add(series);
    series.setString(Tag.SeriesInstanceUID, VR.UI, source.seriesInstanceUid());
    Sequence images = series.newSequence(Tag.ContourImageSequence, stack.frames().size());
    for (SeriesVolumes.FrameReference from : stack.frames()) {
      images.add(image(from));
    }
  }

  private static Attributes image(SeriesVolumes.FrameReference from) {
    Attributes image = new Attributes();
    image.setString(Tag.ReferencedSOPClassUID, VR.UI, from.sopClassUid());
    image.setString(Tag.ReferencedSOPInstanceUID, VR.UI, from.sopInstanceUid());
    if (from.frame() > 0) image.setInt(Tag.ReferencedFrameNumber, VR.IS, from.frame());
    return image;
  }

  private static Attributes described(int number, Roi roi, Grid grid) {
    Attributes item = new Attributes();
    item.setInt(Tag.ROINumber, VR.IS, number);
    item.setString(Tag.ReferencedFrameOfReferenceUID, VR.UI, grid.frameOfReferenceUid());
    item.setString(Tag.ROIName, VR.LO, shortened(roi.segment().label()));
    item.setString(Tag.ROIGenerationAlgorithm, VR.CS, roi.origin().type());
    item.setString(Tag.ROIGenerationDescription, VR.LO, shortened(who(roi.origin())));
    item.setString(
        Tag.ROIVolume, VR.DS, String.format(Locale.ROOT, "%.3f", roi.segment().mask().volumeMl()));
    return item;
  }

  private static String who(SegOrigin origin) {
    return switch (origin) {
      case SegOrigin.Automatic(SegAlgorithm by) -> by.name() + " " + by.version();
      case SegOrigin.Semiautomatic(SegAlgorithm by, String person) ->
          by.name() + " " + by.version() + ", corrected by " + person;
      case SegOrigin.Manual(String person) -> person;
    };
  }

  private static Attributes contours(int number, Roi roi, SeriesVolumes.Stack stack) {
    Attributes item = new Attributes();
    int rgb = roi.rgb();
    item.setInt(Tag.ROIDisplayColor, VR.IS, rgb >> 16 & 0xFF, rgb >> 8 & 0xFF, rgb & 0xFF);
    item.setInt(Tag.ReferencedROINumber, VR.IS, number);
    List<Outline> outlines = Outlines.of(roi.segment().mask());
    Sequence contours = item.newSequence(Tag.ContourSequence, outlines.size());
    Affine affine = stack.volume().grid().affine();
    for (Outline outline : outlines) {
      Attributes contour = new Attributes();
      SeriesVolumes.FrameReference from = stack.frames().get(outline.slice());
      contour.newSequence(Tag.ContourImageSequence, 1).add(image(from));
      contour.setString(Tag.ContourGeometricType, VR.CS, "CLOSED_PLANAR");
      contour.setInt(Tag.NumberOfContourPoints, VR.IS, outline.corners().size());
      // On the frame's own plane: where slices are unevenly spaced the grid's lies beside it.
      var shift =
          from.position()
              .orElseThrow()
              .minus(affine.toPatient(new VoxelIndex(0, 0, outline.slice())));
      String[] data =
          outline.corners().stream()
              .map(corner -> affine.toPatient(corner).plus(shift))
              .flatMap(p -> java.util.stream.Stream.of(mm(p.xMm()), mm(p.yMm()), mm(p.zMm())))
              .toArray(String[]::new);
      contour.setString(Tag.ContourData, VR.DS, data);
      contours.add(contour);
    }
    return item;
  }

  /// Tenths of a micrometre are enough for any scanner, and short.
  private static String mm(double value) {
    String text = String.format(Locale.ROOT, "%.4f", value);
    return text.equals("-0.0000") ? "0.0000" : text;
  }

  private static Attributes observed(int number, Roi roi) {
    Attributes item = new Attributes();
    item.setInt(Tag.ObservationNumber, VR.IS, number);
    item.setInt(Tag.ReferencedROINumber, VR.IS, number);
    item.newSequence(Tag.RTROIIdentificationCodeSequence, 1)
        .add(SegDescription.code(roi.segment().code()));
    item.setString(Tag.RTROIInterpretedType, VR.CS, roi.kind().name());
    item.setNull(Tag.ROIInterpreter, VR.PN);
    return item;
  }

  private static String shortened(String text) {
    return text.length() <= MAX_LABEL ? text : text.substring(0, MAX_LABEL);
  }
}
