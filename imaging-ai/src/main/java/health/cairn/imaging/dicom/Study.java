package health.cairn.imaging.dicom;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/// One examination: what the headers of its instances agree on, and its series.
///
/// @param studyInstanceUid (0020,000D)
/// @param when Study Date and Time, where given
/// @param description Study Description, or empty
/// @param accessionNumber (0008,0050), or empty
/// @param series by series number, then UID; non-image series included
public record Study(
    String studyInstanceUid,
    PatientIdentity patient,
    Optional<LocalDateTime> when,
    String description,
    String accessionNumber,
    List<Series> series) {

  public Study {
    series = List.copyOf(series);
  }
}
