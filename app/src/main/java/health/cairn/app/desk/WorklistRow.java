package health.cairn.app.desk;

import health.cairn.imaging.dicom.SequenceRole;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/// One line of the work list.
///
/// @param study the study, absent for a patient without images
/// @param records FHIR records held of the patient
public record WorklistRow(PatientHeader patient, Optional<StudyRow> study, int records) {

  /// @param roles sequences found, without OTHER, in the order of [SequenceRole]
  /// @param instances DICOM instances
  public record StudyRow(
      String studyInstanceUid,
      String description,
      Optional<LocalDateTime> when,
      List<SequenceRole> roles,
      int instances,
      ReadingState state) {

    public StudyRow {
      roles = List.copyOf(roles);
    }
  }

  /// How far the reading of a study is.
  public enum ReadingState {
    /// No analysis yet.
    NEW,
    /// A model has proposed findings that nobody has decided on.
    PROPOSED,
    /// Every finding is decided.
    REVIEWED
  }
}
