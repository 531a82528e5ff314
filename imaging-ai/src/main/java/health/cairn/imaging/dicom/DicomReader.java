package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import java.nio.file.Path;
import java.util.List;

/// Reads DICOM files, folders and ZIP archives. Stateless; any thread.
public final class DicomReader {

  /// Finds studies. Reads headers only: cheap enough for thousands of files.
  ///
  /// A bad file never stops its neighbours: it becomes a [health.cairn.imaging.Refusal].
  ///
  /// @param inputs files, folders (searched through, links not followed) and ZIP archives
  /// @param scratch folder into which archives are unpacked; it must outlive the studies, whose
  ///   instances lie there, and belongs to the caller, who deletes it
  /// @throws ImagingException REFUSED where an input does not exist, or nothing lies in it
  ///   ENVIRONMENT where the scratch folder cannot be written
  /// @throws java.util.concurrent.CancellationException when `progress` says stop
  @SuppressWarnings("DoNotCallSuggester")
  public ReadResult read(List<Path> inputs, Path scratch, Progress progress)
      throws ImagingException {
    throw new ImagingException(
        ImagingException.Kind.REFUSED, "Files cannot be read by this version yet");
  }

  /// Reads the pixels of a series that [#read] found, on all processors.
  ///
  /// Never fails because of one file: what cannot be used is named in the issues, and a series
  /// without a usable frame has no stack.
  ///
  /// @throws ImagingException ENVIRONMENT where files are no longer there
  /// @throws java.util.concurrent.CancellationException when `progress` says stop
  @SuppressWarnings("DoNotCallSuggester")
  public SeriesVolumes volumes(Series series, Progress progress) throws ImagingException {
    throw new ImagingException(
        ImagingException.Kind.REFUSED, "Files cannot be read by this version yet");
  }
}
