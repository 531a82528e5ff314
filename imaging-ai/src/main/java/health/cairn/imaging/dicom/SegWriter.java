package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.ImagingException.Kind;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Segment;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.aoju.bus.image.Tag;
import org.aoju.bus.image.UID;
import org.aoju.bus.image.galaxy.data.Attributes;
import org.aoju.bus.image.galaxy.data.Sequence;
import org.aoju.bus.image.galaxy.data.VR;

/// Writes segments as one DICOM Segmentation object (PS3.3 A.51), binary, in the frame of reference
/// of the series they were drawn on. Stateless; any thread.
public final class SegWriter {
  private static final Segment.Code SEGMENTATION =
      new Segment.Code("113076", "DCM", "Segmentation");
  private static final Segment.Code SOURCE_IMAGE =
      new Segment.Code("121322", "DCM", "Source image for image processing operation");

  /// Segmentations are listed after the images of their study.
  private static final int SERIES_NUMBER_OFFSET = 9000;

  private final Clock clock;

  /// Dates are written in the zone of the machine, as those of images are.
  public SegWriter() {
    this(Clock.system(ZoneId.systemDefault()));
  }

  /// @param clock gives Content and Series Date and Time
  public SegWriter(Clock clock) {
    this.clock = clock;
  }

  /// A segment and who drew it.
  public record Drawn(Segment segment, SegOrigin origin, SegmentMarks marks) {
    /// One that a program drew.
    public Drawn(Segment segment, SegAlgorithm algorithm, SegmentMarks marks) {
      this(segment, new SegOrigin.Automatic(algorithm), marks);
    }

    public Drawn(Segment segment, SegAlgorithm algorithm) {
      this(segment, algorithm, SegmentMarks.NONE);
    }
  }

  /// Writes only slices that hold part of a segment; each frame refers to the source frame it lies
  /// on. Patient and study are taken over from the source files.
  ///
  /// @param source the series that was segmented
  /// @param stack the stack of that series; every segment's mask must be on its grid
  /// @param segments at least one with a voxel; empty ones are left out
  /// @param target replaced where it exists; complete or not there at all
  /// @throws ImagingException REFUSED where the stack has no known spacing, orientation or frame of
  ///   reference, or no segment holds a voxel; ENVIRONMENT where the disk fails
  public WrittenObject write(
      Series source, SeriesVolumes.Stack stack, List<Drawn> segments, Path target)
      throws ImagingException {
    Grid grid = stack.volume().grid();
    SegSource.requirePlace(stack);
    for (Drawn drawn : segments) {
      if (!drawn.segment().mask().grid().equals(grid)) {
        throw new IllegalArgumentException("a segment on another grid than its source");
      }
    }
    List<Drawn> drawn = segments.stream().filter(one -> !one.segment().mask().isEmpty()).toList();
    if (drawn.isEmpty()) {
      throw new ImagingException(Kind.REFUSED, "No segment holds a voxel: nothing to write");
    }
    SegFrames frames = SegFrames.of(grid, drawn.stream().map(Drawn::segment).toList());
    Attributes object = new Attributes();
    SegSource.takeOver(source, object);
    String seriesUid = DicomUid.random();
    String instanceUid = DicomUid.random();
    series(object, source, seriesUid, instanceUid, drawn);
    image(object, grid, frames);
    Sequence described = object.newSequence(Tag.SegmentSequence, drawn.size());
    for (int i = 0; i < drawn.size(); i++) {
      described.add(SegDescription.of(i + 1, drawn.get(i)));
    }
    dimensions(object);
    shared(object, grid);
    perFrame(object, stack, frames);
    references(object, source);
    DicomFile.write(object, target);
    return new WrittenObject(target, UID.SegmentationStorage, instanceUid, seriesUid);
  }

  private void series(
      Attributes object, Series source, String seriesUid, String instanceUid, List<Drawn> drawn) {
    LocalDateTime now = LocalDateTime.now(clock);
    object.setString(Tag.SOPClassUID, VR.UI, UID.SegmentationStorage);
    object.setString(Tag.SOPInstanceUID, VR.UI, instanceUid);
    object.setString(Tag.Modality, VR.CS, "SEG");
    object.setString(Tag.SeriesInstanceUID, VR.UI, seriesUid);
    object.setInt(
        Tag.SeriesNumber, VR.IS, SERIES_NUMBER_OFFSET + Math.floorMod(source.number(), 1000));
    object.setString(Tag.SeriesDescription, VR.LO, "Segmentation by Cairn");
    ModuleAttributes.date(object, Tag.SeriesDate, Tag.SeriesTime, now);
    ModuleAttributes.date(object, Tag.ContentDate, Tag.ContentTime, now);
    object.setInt(Tag.InstanceNumber, VR.IS, 1);
    object.setString(Tag.ContentLabel, VR.CS, "SEGMENTATION");
    Optional<String> person =
        drawn.stream().flatMap(one -> one.origin().byPerson().stream()).findFirst();
    object.setString(
        Tag.ContentDescription,
        VR.LO,
        person.isPresent() ? "Drawn by a reader" : "Proposed by a model, not for diagnosis");
    person.ifPresentOrElse(
        name -> object.setString(Tag.ContentCreatorName, VR.PN, oneComponent(name)),
        () -> object.setNull(Tag.ContentCreatorName, VR.PN));
    object.setString(Tag.Manufacturer, VR.LO, "Cairn");
    object.setString(Tag.ManufacturerModelName, VR.LO, "Cairn imaging-ai");
    object.setString(Tag.DeviceSerialNumber, VR.LO, "none");
    object.setString(Tag.SoftwareVersions, VR.LO, DicomFile.IMPLEMENTATION_VERSION);
  }

  /// A name without what would part it (PS3.5 6.2.1), at most 64 characters.
  private static String oneComponent(String name) {
    return SegDescription.shortened(name.replaceAll("[\\\\^=\\p{Cntrl}]", " ").strip());
  }

  private static void image(Attributes object, Grid grid, SegFrames frames) {
    object.setString(Tag.FrameOfReferenceUID, VR.UI, grid.frameOfReferenceUid());
    object.setNull(Tag.PositionReferenceIndicator, VR.LO);
    object.setString(Tag.ImageType, VR.CS, "DERIVED", "PRIMARY");
    object.setString(Tag.SegmentationType, VR.CS, "BINARY");
    object.setString(Tag.LossyImageCompression, VR.CS, "00");
    object.setInt(Tag.SamplesPerPixel, VR.US, 1);
    object.setString(Tag.PhotometricInterpretation, VR.CS, "MONOCHROME2");
    object.setInt(Tag.NumberOfFrames, VR.IS, frames.list().size());
    object.setInt(Tag.Rows, VR.US, grid.rows());
    object.setInt(Tag.Columns, VR.US, grid.columns());
    object.setInt(Tag.BitsAllocated, VR.US, 1);
    object.setInt(Tag.BitsStored, VR.US, 1);
    object.setInt(Tag.HighBit, VR.US, 0);
    object.setInt(Tag.PixelRepresentation, VR.US, 0);
    object.setBytes(Tag.PixelData, VR.OB, frames.packed());
  }

  private static void dimensions(Attributes object) {
    String organization = DicomUid.random();
    item(object, Tag.DimensionOrganizationSequence)
        .setString(Tag.DimensionOrganizationUID, VR.UI, organization);
    Sequence indices = object.newSequence(Tag.DimensionIndexSequence, 2);
    indices.add(
        dimension(
            organization,
            Tag.ReferencedSegmentNumber,
            Tag.SegmentIdentificationSequence,
            "Segment"));
    indices.add(
        dimension(
            organization, Tag.ImagePositionPatient, Tag.PlanePositionSequence, "Slice position"));
  }

  private static Attributes dimension(String organization, int tag, int group, String label) {
    Attributes item = new Attributes();
    item.setString(Tag.DimensionOrganizationUID, VR.UI, organization);
    item.setInt(Tag.DimensionIndexPointer, VR.AT, tag);
    item.setInt(Tag.FunctionalGroupPointer, VR.AT, group);
    item.setString(Tag.DimensionDescriptionLabel, VR.LO, label);
    return item;
  }

  private static void shared(Attributes object, Grid grid) {
    Attributes groups = item(object, Tag.SharedFunctionalGroupsSequence);
    Affine affine = grid.affine();
    Attributes measures = item(groups, Tag.PixelMeasuresSequence);
    PlaneText plane = PlaneText.of(affine);
    measures.setString(Tag.PixelSpacing, VR.DS, plane.pixelSpacing());
    measures.setString(Tag.SliceThickness, VR.DS, plane.sliceSpacing());
    measures.setString(Tag.SpacingBetweenSlices, VR.DS, plane.sliceSpacing());
    item(groups, Tag.PlaneOrientationSequence)
        .setString(Tag.ImageOrientationPatient, VR.DS, plane.orientation());
  }

  private static void perFrame(Attributes object, SeriesVolumes.Stack stack, SegFrames frames) {
    Sequence groups =
        object.newSequence(Tag.PerFrameFunctionalGroupsSequence, frames.list().size());
    for (SegFrames.Frame frame : frames.list()) {
      SeriesVolumes.FrameReference from = stack.frames().get(frame.slice());
      Attributes group = new Attributes();
      Attributes derivation = item(group, Tag.DerivationImageSequence);
      derivation.newSequence(Tag.DerivationCodeSequence, 1).add(SegDescription.code(SEGMENTATION));
      Attributes image = item(derivation, Tag.SourceImageSequence);
      image.setString(Tag.ReferencedSOPClassUID, VR.UI, from.sopClassUid());
      image.setString(Tag.ReferencedSOPInstanceUID, VR.UI, from.sopInstanceUid());
      if (from.frame() > 0) image.setInt(Tag.ReferencedFrameNumber, VR.IS, from.frame());
      image
          .newSequence(Tag.PurposeOfReferenceCodeSequence, 1)
          .add(SegDescription.code(SOURCE_IMAGE));
      item(group, Tag.FrameContentSequence)
          .setInt(Tag.DimensionIndexValues, VR.UL, frame.segment(), frame.slice() + 1);
      // The frame's own position, not the grid's: they differ where slices are unevenly spaced.
      item(group, Tag.PlanePositionSequence)
          .setString(
              Tag.ImagePositionPatient, VR.DS, PlaneText.position(from.position().orElseThrow()));
      item(group, Tag.SegmentIdentificationSequence)
          .setInt(Tag.ReferencedSegmentNumber, VR.US, frame.segment());
      groups.add(group);
    }
  }

  /// Common Instance Reference (PS3.3 C.12.2): every object that the segmentation was made from.
  private static void references(Attributes object, Series source) {
    Attributes series = item(object, Tag.ReferencedSeriesSequence);
    series.setString(Tag.SeriesInstanceUID, VR.UI, source.seriesInstanceUid());
    Sequence instances =
        series.newSequence(Tag.ReferencedInstanceSequence, source.instances().size());
    for (Instance instance : source.instances()) {
      Attributes reference = new Attributes();
      reference.setString(Tag.ReferencedSOPClassUID, VR.UI, instance.sopClassUid());
      reference.setString(Tag.ReferencedSOPInstanceUID, VR.UI, instance.sopInstanceUid());
      instances.add(reference);
    }
  }

  private static Attributes item(Attributes parent, int sequenceTag) {
    Attributes item = new Attributes();
    parent.newSequence(sequenceTag, 1).add(item);
    return item;
  }
}
