package health.cairn.imaging.dicom;

import java.util.List;

/// One series: what it is, why we think so, where its instances lie, and what is wrong with it.
///
/// Pixels are read by [DicomReader#volumes].
///
/// @param seriesInstanceUid (0020,000E)
/// @param modality "MR", "SEG", ...
/// @param description Series Description, or empty
/// @param number Series Number, or 0
/// @param role what the series shows
/// @param roleReason the tags that say so ("contrast agent given; TR 500 ms, TE 12 ms")
/// @param instances one per file, sorted by instance number
/// @param issues what a reader should know ("slice 7 is missing", "no spacing: distances are off")
public record Series(
    String seriesInstanceUid,
    String modality,
    String description,
    int number,
    SequenceRole role,
    String roleReason,
    List<Instance> instances,
    List<String> issues) {

  public Series {
    instances = List.copyOf(instances);
    issues = List.copyOf(issues);
  }
}
