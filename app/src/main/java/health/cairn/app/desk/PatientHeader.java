package health.cairn.app.desk;

import java.time.LocalDate;
import java.util.Optional;

/// Who a patient is, as shown at the top of the window while their data is.
///
/// @param patientKey our own key for the patient in this home
/// @param patientId medical record number, or empty
/// @param name in reading order, or empty
/// @param sex "F", "M", "O", or empty
public record PatientHeader(
    String patientKey, String patientId, String name, Optional<LocalDate> birthDate, String sex) {}
