package health.cairn.imaging.dicom;

import java.time.LocalDate;
import java.util.Optional;

/// Who the images are of, as the files say.
///
/// @param patientId Patient ID (0010,0020); empty where the file has none
/// @param name in reading order ("Jane Doe"), decoded by Specific Character Set; empty where absent
/// @param birthDate Patient's Birth Date, where given and a date
/// @param sex "F", "M", "O", or empty
public record PatientIdentity(
    String patientId, String name, Optional<LocalDate> birthDate, String sex) {}
