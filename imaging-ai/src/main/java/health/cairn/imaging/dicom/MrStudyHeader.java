package health.cairn.imaging.dicom;

import java.time.LocalDate;
import java.time.LocalDateTime;

/// Patient and study of MR images to be written.
///
/// @param patientId (0010,0020), at most 64 characters
/// @param familyName any script; written as UTF-8 (ISO_IR 192)
/// @param sex "F", "M" or "O"
/// @param studyInstanceUid see [DicomUid]
/// @param when Study Date and Time; series and images are written with the same
/// @param description Study Description, at most 64 characters
/// @param accessionNumber at most 16 characters, or empty
public record MrStudyHeader(
    String patientId,
    String familyName,
    String givenName,
    LocalDate birthDate,
    String sex,
    String studyInstanceUid,
    LocalDateTime when,
    String description,
    String accessionNumber) {}
