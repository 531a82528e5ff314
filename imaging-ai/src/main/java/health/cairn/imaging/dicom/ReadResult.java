package health.cairn.imaging.dicom;

import health.cairn.imaging.Refusal;
import java.util.List;

/// What was found in folders, files and archives.
///
/// Every file looked at is either one [Instance] of one study or one [Refusal]; only DICOMDIR files,
/// which list other files, are neither and are not counted. So `filesRead` is the number of instances
/// plus the number of refusals.
///
/// @param studies by date, then UID; a patient's images under another patient's study UID are refused
/// @param refused in the order of the files' names
/// @param filesRead files and archive members looked at
public record ReadResult(List<Study> studies, List<Refusal> refused, int filesRead) {

  public ReadResult {
    studies = List.copyOf(studies);
    refused = List.copyOf(refused);
  }

  /// Instances taken in.
  public int instancesRead() {
    return studies.stream()
        .flatMap(study -> study.series().stream())
        .mapToInt(series -> series.instances().size())
        .sum();
  }
}
