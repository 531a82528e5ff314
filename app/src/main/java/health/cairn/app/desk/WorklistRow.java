package health.cairn.app.desk;

import health.cairn.imaging.dicom.SequenceRole;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/// One line of the work list: what whoever asks may know of it.
///
/// @param study the study; absent for a patient without images, and where the asker's role opens
///   none
/// @param records FHIR records held of the patient; absent where they are closed to the asker
public record WorklistRow(
    PatientHeader patient, Optional<StudyRow> study, Optional<Integer> records) {

  /// Whether what this line would open is closed to the asker.
  public boolean closed() {
    return study.isPresent() ? study.get().state() == ReadingState.CLOSED : records.isEmpty();
  }

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

    /// One that opens in an emergency only: its UID, and nothing of what is in it.
    public static StudyRow closed(String studyInstanceUid) {
      return new StudyRow(
          studyInstanceUid, "", Optional.empty(), List.of(), 0, ReadingState.CLOSED);
    }
  }

  /// How far the reading of a study is.
  public enum ReadingState {
    /// No analysis yet.
    NEW,
    /// A model has proposed findings that nobody has decided on.
    PROPOSED,
    /// Every finding is decided.
    REVIEWED,
    /// The patient's word keeps it closed, but for an emergency.
    CLOSED
  }
}
