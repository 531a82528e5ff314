package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.Refusal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Reads DICOM files, folders and ZIP archives. Stateless; any thread.
public final class DicomReader {

  /// Finds studies. Reads headers only: cheap enough for thousands of files.
  ///
  /// A bad input never stops its neighbours: it becomes a [Refusal] whose reason is a clause that
  /// follows its name ("is not DICOM", "is cut off ..."). Inputs that do not exist and folders
  /// without files are refused in the same way.
  ///
  /// @param inputs files, folders (searched through, links refused by name), DICOMDIRs, and ZIP
  ///   archives, also inside folders
  /// @param scratch folder into which archives are unpacked; it must outlive the studies, whose
  ///   instances lie there, and belongs to the caller, who deletes it
  /// @throws ImagingException ENVIRONMENT where the scratch folder cannot be written
  /// @throws java.util.concurrent.CancellationException when `progress` says stop
  public ReadResult read(List<Path> inputs, Path scratch, Progress progress)
      throws ImagingException {
    InputFiles.Found found = InputFiles.find(inputs, scratch, progress);
    return assemble(found.sources(), found.refused(), progress);
  }

  /// Finds studies among objects that lie elsewhere, such as in an encrypted store. Each source is
  /// one object; archives are not looked into.
  ///
  /// @throws java.util.concurrent.CancellationException when `progress` says stop
  public ReadResult readSources(List<Source> sources, Progress progress) throws ImagingException {
    return assemble(sources, List.of(), progress);
  }

  /// Reads the pixels of a series that [#read] found, on all processors.
  ///
  /// Never fails because of one file: what cannot be used is named in the issues, and a series
  /// without a usable frame has no stack.
  ///
  /// @throws java.util.concurrent.CancellationException when `progress` says stop
  public SeriesVolumes volumes(Series series, Progress progress) throws ImagingException {
    return new VolumeAssembler(series, progress).assemble();
  }

  private static ReadResult assemble(
      List<Source> sources, List<Refusal> refusedBefore, Progress progress)
      throws ImagingException {
    List<Scan> scans = Parallel.map(sources, DicomReader::scan, "Reading headers", progress);
    var refused = new ArrayList<>(refusedBefore);
    var objects = new ArrayList<ScannedObject>();
    for (Scan scan : scans) {
      scan.refusal().ifPresent(refused::add);
      scan.object().ifPresent(objects::add);
    }
    StudyAssembler assembler = new StudyAssembler();
    List<Study> studies = assembler.assemble(objects);
    refused.addAll(assembler.refused());
    refused.sort(Comparator.comparing(Refusal::path));
    int directories =
        (int)
            scans.stream()
                .filter(scan -> scan.object().isEmpty() && scan.refusal().isEmpty())
                .count();
    return new ReadResult(studies, refused, sources.size() - directories + refusedBefore.size());
  }

  private static Scan scan(Source source) {
    try {
      return new Scan(ScannedObject.scan(source), Optional.empty());
    } catch (ImagingException e) {
      String reason = String.valueOf(e.getMessage());
      return new Scan(Optional.empty(), Optional.of(new Refusal(source.name(), reason)));
    }
  }

  /// Neither: a DICOMDIR.
  private record Scan(Optional<ScannedObject> object, Optional<Refusal> refusal) {}
}
