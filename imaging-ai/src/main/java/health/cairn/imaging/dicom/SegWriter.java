package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.volume.Segment;
import java.nio.file.Path;
import java.util.List;

/// Writes segments as one DICOM Segmentation object (PS3.3 A.51), binary, in the frame of reference
/// of the series they were drawn on. Stateless; any thread.
public final class SegWriter {

  /// Writes only slices that hold part of a segment; each frame refers to the source frame it lies
  /// on. Patient and study are taken over from the source files.
  ///
  /// @param source the series that was segmented
  /// @param stack the stack of that series; every segment's mask must be on its grid
  /// @param segments at least one with a voxel; empty ones are left out
  /// @param algorithm who drew them
  /// @param target replaced where it exists; complete or not there at all
  /// @throws ImagingException REFUSED where the stack has no known spacing, orientation or frame of
  ///   reference, or no segment holds a voxel; ENVIRONMENT where the disk fails
  @SuppressWarnings("DoNotCallSuggester")
  public WrittenObject write(
      Series source,
      SeriesVolumes.Stack stack,
      List<Segment> segments,
      SegAlgorithm algorithm,
      Path target)
      throws ImagingException {
    throw new ImagingException(
        ImagingException.Kind.REFUSED, "Segmentations cannot be written by this version yet");
  }
}
